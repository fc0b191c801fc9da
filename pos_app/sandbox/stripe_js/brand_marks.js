/** Small plain marks that tell card brands apart; drawn here, in no brand's own artwork. */

const SVG = 'http://www.w3.org/2000/svg';
const WORDS = {
  visa: ['VISA', '#1a1f71', 'italic'],
  amex: ['AMEX', '#1f5fa8', 'normal'],
  discover: ['DISC', '#a2490c', 'normal'],
  diners: ['DINERS', '#24567f', 'normal'],
  jcb: ['JCB', '#1c6b3a', 'normal'],
  unionpay: ['UNION', '#0d5c63', 'normal'],
};
const NAMES = {
  visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express', discover: 'Discover', diners: 'Diners Club', jcb: 'JCB',
  unionpay: 'UnionPay',
};
const OFFERED = ['visa', 'mastercard', 'amex'];

function shape(name, attributes, text = '') {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

function mark(brand) {
  const svg = shape('svg', { viewBox: '0 0 36 24', class: 'brand', 'data-brand': brand });
  svg.append(shape('rect', { x: 0.5, y: 0.5, width: 35, height: 23, rx: 4, fill: '#fff', stroke: '#d0c7b9' }));
  if (brand === 'mastercard') {
    svg.append(
      shape('circle', { cx: 14.5, cy: 12, r: 6, fill: '#d9472b' }),
      shape('circle', { cx: 21.5, cy: 12, r: 6, fill: '#eda32b', 'fill-opacity': 0.9 }),
    );
    return svg;
  }
  const [word, fill, slant] = WORDS[brand];
  svg.append(shape('text', {
    x: 18, y: 15.6, fill, 'font-style': slant, 'font-size': word.length > 5 ? 7.4 : word.length > 4 ? 8.6 : 10,
    'font-weight': 800, 'text-anchor': 'middle', 'font-family': 'Inter, system-ui, sans-serif',
  }, word));
  return svg;
}

/** As the brand writes itself; empty for one we do not know. */
export function brandName(brand) {
  return NAMES[brand] ?? '';
}

/** Show one brand, or the usual ones while nothing is known and nothing typed. */
export function showBrand(holder, brand, empty) {
  const wanted = empty ? OFFERED : NAMES[brand] ? [brand] : [];
  if (holder.dataset.shown === wanted.join()) return;
  holder.dataset.shown = wanted.join();
  holder.replaceChildren(...wanted.map(mark));
}
