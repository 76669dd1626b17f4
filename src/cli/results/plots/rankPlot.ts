import { colourOf, label, legend, shape, svgOf } from './svg.js';

/** A question and each scorer's ROC curve: shares of queries at evenly spaced shares of wrong answers, 0 to 1. */
export interface RankPanel {
  readonly name: string;
  readonly curves: readonly { readonly scorer: string; readonly roc: readonly number[] }[];
}

const panel = { width: 290, height: 250, plot: 190, left: 45, top: 34 } as const;
const columns = 3;
const head = 60;

/** Where the right answers rank: how many of them have at most so many of the wrong answers before them. A panel a question. */
export function rankPlot(panels: readonly RankPanel[]): string {
  const scorers = [...new Set(panels.flatMap(({ curves }) => curves.map(({ scorer }) => scorer)))];
  const title = 'Ranks of the right answers (ROC)';
  const [width, height] = [columns * panel.width, head + Math.ceil(panels.length / columns) * panel.height];
  return svgOf({ width, height, title }, [
    label(`${title}: share of queries with at most x of the wrong answers before`, {
      x: 20,
      y: 22,
      'font-size': 15,
    }),
    ...legend(scorers, { x: 26, y: 44 }),
    ...panels.flatMap((each, i) => {
      const [column, row] = [i % columns, Math.floor(i / columns)];
      const corner = {
        x: column * panel.width + panel.left,
        y: head + row * panel.height + panel.top,
      };
      return panelOf(each, corner, scorers);
    }),
  ]);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function panelOf(
  { name, curves }: RankPanel,
  { x, y }: Point,
  scorers: readonly string[],
): readonly string[] {
  const at = (right: number, up: number): Point => ({
    x: x + panel.plot * right,
    y: y + panel.plot * (1 - up),
  });
  const points = (list: readonly Point[]): string =>
    list.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ');
  const line = { fill: 'none', 'stroke-width': 2 };
  return [
    ...titleLines(name).map((text, i) => label(text, { x, y: y - 20 + 13 * i, 'font-size': 11 })),
    shape('rect', { x, y, width: panel.plot, height: panel.plot, fill: 'none', stroke: '#999' }),
    shape('polyline', { points: points([at(0, 0), at(1, 1)]), stroke: '#666', 'stroke-dasharray': '4 3' }),
    ...[0, 0.5, 1].flatMap((value) => [
      label(String(value), { x: at(value, 0).x, y: y + panel.plot + 15, 'text-anchor': 'middle' }),
      label(String(value), { x: x - 6, y: at(0, value).y + 4, 'text-anchor': 'end' }),
    ]),
    ...curves.map(({ scorer, roc }) => {
      const curve = [at(0, 0), ...roc.map((share, i) => at(i / (roc.length - 1), share))];
      return shape('polyline', { points: points(curve), stroke: colourOf(scorers.indexOf(scorer)), ...line });
    }),
  ];
}

/** At most two lines of some forty letters. */
function titleLines(name: string): readonly string[] {
  const cut = name.length <= 40 ? -1 : name.lastIndexOf(' ', 40);
  return cut < 0 ? ['', name] : [name.slice(0, cut), name.slice(cut + 1)];
}
