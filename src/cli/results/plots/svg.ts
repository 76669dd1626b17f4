/** Text as it may stand in SVG. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Attributes = Readonly<Record<string, string | number>>;

const tenth = (value: string | number): string =>
  escaped(typeof value === 'number' ? String(Math.round(10 * value) / 10) : value);

const attributesText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${tenth(value)}"`)
    .join('');

/** An element without content; lengths to a tenth of a pixel. */
export const shape = (name: string, attributes: Attributes): string =>
  `<${name}${attributesText(attributes)}/>`;

/** A line of text. */
export const label = (text: string, attributes: Attributes): string =>
  `<text${attributesText(attributes)}>${escaped(text)}</text>`;

/** Told apart by the colour-blind as well (Okabe and Ito 2008). */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'] as const;
export const colourOf = (index: number): string => colours[index % colours.length];

/** Names beside spots of their colours, in a row from the left; about 7 pixels a letter. */
export function legend(
  names: readonly string[],
  { x, y }: { readonly x: number; readonly y: number },
): string[] {
  let at = x;
  return names.flatMap((name, i) => {
    const from = at;
    at += 30 + 7 * name.length;
    return [
      shape('circle', { cx: from, cy: y - 4, r: 4, fill: colourOf(i) }),
      label(name, { x: from + 9, y }),
    ];
  });
}

/** A picture that needs nothing else; white behind, to be read on any page. */
export function svgOf(
  { width, height, title }: { readonly width: number; readonly height: number; readonly title: string },
  elements: readonly string[],
): string {
  const box = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` };
  const font = { 'font-family': 'sans-serif', 'font-size': 12, fill: '#222' };
  return [
    `<svg${attributesText({ ...box, role: 'img', ...font })}>`,
    `<title>${escaped(title)}</title>`,
    shape('rect', { width, height, fill: '#fff' }),
    ...elements,
    '</svg>\n',
  ].join('\n');
}
