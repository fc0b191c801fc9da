/** How the Payment Element looks: the page's own colours, read from its style sheet so that they stand in one place. */

const WEIGHTS = { 400: 'Regular', 500: 'Medium', 600: 'SemiBold' };

/** Stripe's `appearance` from the style sheet's colours for the theme in use; `tight` where there is little height. */
export function appearanceOf(root, tight = false) {
  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const colour = (name) => {
    probe.style.color = `var(--${name})`; // resolves light-dark() and the like to a plain colour
    return hex(getComputedStyle(probe).color);
  };
  const look = compose(colour, tight);
  probe.remove();
  return look;
}

function compose(colour, tight) {
  const surface = colour('surface');
  const dark = parseInt(surface.slice(1, 3), 16) < 128;
  return {
    theme: dark ? 'night' : 'stripe',
    variables: {
      colorPrimary: colour('primary'),
      colorBackground: surface,
      colorText: colour('ink'),
      colorTextSecondary: colour('ink-2'),
      colorTextPlaceholder: colour('ink-3'),
      colorDanger: colour('declined-ink'),
      fontFamily: 'Inter, "Noto Sans Arabic", system-ui, sans-serif',
      fontSizeBase: '16px',
      borderRadius: '8px',
      spacingUnit: tight ? '3.5px' : '4px',
      gridRowSpacing: tight ? '10px' : '16px',
      gridColumnSpacing: '14px',
    },
    rules: {
      '.Input': { border: `1px solid ${colour('control-border')}`, boxShadow: 'none', padding: tight ? '9px 14px' : '13px 14px' },
      '.Input:focus': {
        border: `1px solid ${colour('focus')}`,
        boxShadow: `0 0 0 1px ${surface}, 0 0 0 3px ${colour('focus')}`,
      },
      '.Input--invalid': { border: `1px solid ${colour('declined-ink')}`, boxShadow: 'none' },
      '.Label': { color: colour('ink-2'), fontSize: '14px', marginBottom: tight ? '4px' : '6px' },
      '.Error': { color: colour('declined-ink'), fontSize: '14px' },
    },
  };
}

function hex(computed) {
  const [red, green, blue] = computed.match(/[\d.]+/g).map(Number);
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Our fonts for the card form's frame. A frame on https takes no font from a plain http server, as a till's server on
 * the hospital's own network may be: then its fallback fonts do.
 */
export function fontsFor(locale, stripeJs) {
  if (stripeJs.startsWith('https:') && location.protocol !== 'https:') return [];
  const face = (family, file, weight) => ({
    family, weight, src: `url(${new URL(`fonts/${file}`, import.meta.url).href})`,
  });
  const fonts = Object.entries(WEIGHTS).map(([weight, name]) => face('Inter', `Inter-${name}.otf`, weight));
  if (String(locale).startsWith('ar')) fonts.push(face('Noto Sans Arabic', 'NotoSansArabic-Regular.ttf', '400'));
  return fonts;
}
