type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
const ink: Rgb = [8, 32, 46];

/** Colours made from the site's one, each with enough contrast (WCAG 2.2, 1.4.3: 4.5 to 1) for what it is used for. */
export interface Palette {
  /** Behind text in `onBrand`. */
  readonly brand: string;
  readonly brandDeep: string;
  readonly onBrand: string;
  /** Text and lines on light surfaces. */
  readonly accent: string;
  /** Text and lines on dark surfaces. */
  readonly accentOnDark: string;
}

/** @param color `#rrggbb` */
export function paletteOf(color: string): Palette {
  const wanted = parse(color);
  const onBrand = contrast(wanted, ink) >= 4.5 ? ink : white;
  // Colours of middling lightness carry neither: they become a little darker.
  const brand = onBrand === ink ? wanted : until(wanted, ink, candidate => contrast(candidate, white) >= 4.5);
  return {
    brand: format(brand),
    brandDeep: format(onBrand === white ? mix(brand, ink, 0.5) : brand),
    onBrand: format(onBrand),
    accent: format(until(brand, ink, candidate => contrast(candidate, white) >= 5.2)),
    accentOnDark: format(until(brand, white, candidate => contrast(candidate, [21, 40, 51]) >= 5.2)),
  };
}

/** Contrast ratio as WCAG 2.2 defines it, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export function parse(color: string): Rgb {
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Rgb;
}

function until(from: Rgb, to: Rgb, enough: (candidate: Rgb) => boolean): Rgb {
  for (let part = 0; part < 1; part += 0.1) {
    const candidate = mix(from, to, part);
    if (enough(candidate)) return candidate;
  }
  return to;
}

function mix(a: Rgb, b: Rgb, part: number): Rgb {
  return a.map((value, index) => Math.round(value + (b[index]! - value) * part)) as unknown as Rgb;
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function format(color: Rgb): string {
  return `#${color.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}
