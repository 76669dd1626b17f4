import type { Estimate } from '../../../evaluation/bootstrap.js';
import { colourOf, label, legend, shape, svgOf } from './svg.js';

/** A question and what was found of it by each scorer. */
export interface AreaRow {
  readonly name: string;
  readonly areas: readonly { readonly scorer: string; readonly area: Estimate }[];
}

const size = { plot: 460, right: 30, top: 60, bottom: 40 } as const;
/** Room for a letter of a question. */
const letter = 6.5;
/** Height of a scorer's mark, and room between questions. */
const [step, gap] = [13, 12] as const;

/** Areas under ROC as points on lines that show their intervals, a block of lines a question. */
export function areaPlot(rows: readonly AreaRow[]): string {
  const known = rows.map(({ name, areas }) => ({
    name,
    areas: areas.filter(({ area }) => !Number.isNaN(area.mean)),
  }));
  const all = known.flatMap(({ areas }) => areas.map(({ area }) => area));
  const least = Math.min(0.4, ...all.map(({ low, mean }) => Math.floor(10 * Math.min(low, mean)) / 10));
  const left = Math.round(40 + letter * Math.max(0, ...rows.map(({ name }) => name.length)));
  const x = (value: number): number => left + (size.plot * (value - least)) / (1 - least);
  const scorers = [...new Set(rows.flatMap(({ areas }) => areas.map(({ scorer }) => scorer)))];
  const marks: string[] = [];
  let y: number = size.top + gap;
  for (const { name, areas } of known) {
    const middle = y + (step * (areas.length - 1)) / 2;
    marks.push(label(name, { x: left - 14, y: middle + 4, 'text-anchor': 'end' }));
    for (const { scorer, area } of areas) {
      const colour = colourOf(scorers.indexOf(scorer));
      const interval = { x1: x(area.low), x2: x(area.high), y1: y, y2: y };
      marks.push(shape('line', { ...interval, stroke: colour, 'stroke-width': 2 }));
      marks.push(shape('circle', { cx: x(area.mean), cy: y, r: 4, fill: colour }));
      y += step;
    }
    y += gap;
  }
  const title = 'Area under ROC, with intervals of 95 %';
  const [width, height] = [left + size.plot + size.right, y + size.bottom];
  return svgOf({ width, height, title }, [
    label(title, { x: 20, y: 22, 'font-size': 15 }),
    ...legend(scorers, { x: 26, y: 44 }),
    ...axis(least, { x, bottom: y }),
    ...marks,
  ]);
}

/** A line each tenth, that of chance (0.5) dashed. */
function axis(
  least: number,
  { x, bottom }: { readonly x: (value: number) => number; readonly bottom: number },
) {
  const count = Math.round(10 * (1 - least));
  return Array.from({ length: count + 1 }, (_, i) => least + i / 10).flatMap((value) => {
    const chance = Math.abs(value - 0.5) < 1e-9;
    const line = { x1: x(value), x2: x(value), y1: size.top, y2: bottom, stroke: chance ? '#666' : '#ddd' };
    return [
      shape('line', chance ? { ...line, 'stroke-dasharray': '4 3' } : line),
      label(chance ? 'chance' : value.toFixed(1), { x: x(value), y: bottom + 16, 'text-anchor': 'middle' }),
    ];
  });
}
