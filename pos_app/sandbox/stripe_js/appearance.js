/** The merchant's `appearance`: variables become custom properties, a few rules become a style sheet. */

const RULE_PARTS = /^\.(Input|Label|Error)(--(?:empty|invalid|complete))?(:(?:hover|focus|disabled|autofill))?(::placeholder)?$/;
const TARGETS = { Input: '.input', Label: '.label', Error: '.error' };
const VARIABLE = /^[a-z][A-Za-z0-9]*$/;

let sheet = null;

export function applyAppearance(appearance = {}) {
  const root = document.documentElement;
  root.dataset.theme = appearance.theme === 'night' ? 'night' : 'stripe';
  root.dataset.labels = appearance.labels === 'floating' ? 'above' : appearance.labels ?? 'above';
  for (const [name, value] of Object.entries(appearance.variables ?? {})) {
    if (VARIABLE.test(name)) root.style.setProperty(`--${name}`, String(value));
  }
  root.style.colorScheme = isDark(root) ? 'dark' : 'light';
  useRules(appearance.rules ?? {});
}

/** As stripe.js judges it on its side: the two must agree, or the browser paints a ground behind the frame. */
function isDark(root) {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  probe.fillStyle = getComputedStyle(root).getPropertyValue('--colorBackground').trim();
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

function useRules(rules) {
  const made = new CSSStyleSheet();
  for (const [selector, declarations] of Object.entries(rules)) {
    const found = RULE_PARTS.exec(selector);
    if (!found) continue; // Stripe styles more parts than the sandbox has
    const [, part, state = '', pseudo = '', placeholder = ''] = found;
    const states = { '--invalid': '[aria-invalid="true"]', '--empty': ':placeholder-shown', '--complete': '.complete' };
    made.insertRule(`${TARGETS[part]}${states[state] ?? ''}${pseudo}${placeholder} {}`, made.cssRules.length);
    const style = made.cssRules[made.cssRules.length - 1].style;
    for (const [name, value] of Object.entries(declarations)) style[name] = String(value);
  }
  const others = document.adoptedStyleSheets.filter((known) => known !== sheet);
  document.adoptedStyleSheets = [...others, made];
  sheet = made;
}

/**
 * Merchant fonts given as {family, src, weight, style}. Resolves when each is there or can't be had; then the fallback
 * stays in place.
 */
export async function loadFonts(fonts = []) {
  const loading = fonts.filter(({ family, src }) => family && src).map(({ family, src, weight = '400', style = 'normal' }) => {
    const face = new FontFace(family, src, { weight, style, display: 'swap' });
    document.fonts.add(face);
    return face.load().catch(() => document.fonts.delete(face));
  });
  await Promise.all(loading);
}
