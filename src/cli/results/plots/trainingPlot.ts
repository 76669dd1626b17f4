import { colourOf, label, shape, svgOf } from './svg.js';

/** What is known after a step of a training. */
export interface TrainingPoint {
  readonly step: number;
  /** Mean since the point before. */
  readonly loss: number;
  /** Of music apart, at a look at it. */
  readonly reciprocalRank?: number;
}

interface Panel {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly { readonly step: number; readonly value: number }[];
  /** The highest is told. */
  readonly best: boolean;
}

const size = { left: 60, right: 30, width: 640, height: 190, top: 60, gap: 60, bottom: 36 } as const;

/** Losses, and below them the reciprocal rank of music apart with its best look marked, over the steps of a training. */
export function trainingPlot(points: readonly TrainingPoint[]): string {
  const panels: readonly Panel[] = [
    {
      ...{ name: 'loss', colour: colourOf(0), best: false },
      points: points.map(({ step, loss }) => ({ step, value: loss })),
    },
    {
      ...{ name: 'reciprocal rank, held-out music', colour: colourOf(1), best: true },
      points: points.flatMap(({ step, reciprocalRank: value }) =>
        value === undefined ? [] : [{ step, value }],
      ),
    },
  ];
  const steps = Math.max(1, ...points.map(({ step }) => step));
  const title = 'Training';
  const width = size.left + size.width + size.right;
  const height = size.top + panels.length * (size.height + size.gap) - size.gap + size.bottom;
  return svgOf({ width, height, title }, [
    label(`${title}: ${steps} steps`, { x: 20, y: 22, 'font-size': 15 }),
    ...panels.flatMap((panel, i) => panelOf(panel, steps, size.top + i * (size.height + size.gap))),
  ]);
}

function panelOf({ name, colour, points, best }: Panel, steps: number, top: number): readonly string[] {
  const finite = points.filter(({ value }) => Number.isFinite(value));
  const all = [0, ...finite.map(({ value }) => value)];
  const ticks = ticksOf(Math.min(...all), Math.max(...all));
  const [least, most] = [ticks[0], ticks[ticks.length - 1]];
  const x = (step: number): number => size.left + (size.width * step) / steps;
  const y = (value: number): number => top + (size.height * (most - value)) / (most - least);
  const [left, right, foot] = [size.left, size.left + size.width, top + size.height];
  const line = finite.map(({ step, value }) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const highest = finite.find(({ value }) => value === Math.max(...all));
  return [
    label(name, { x: left, y: top - 12, fill: colour }),
    ...ticks.flatMap((value) => [
      shape('line', { x1: left, x2: right, y1: y(value), y2: y(value), stroke: '#ddd' }),
      label(String(value), { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }),
    ]),
    ...ticksOf(0, steps)
      .filter((step) => step <= steps)
      .map((step) => label(String(step), { x: x(step), y: foot + 18, 'text-anchor': 'middle' })),
    shape('polyline', { points: line, fill: 'none', stroke: colour, 'stroke-width': 2 }),
    ...(best && highest ? bestOf(highest, { x: x(highest.step), y: y(highest.value), colour }) : []),
  ];
}

function bestOf(
  { step, value }: { readonly step: number; readonly value: number },
  { x, y, colour }: { readonly x: number; readonly y: number; readonly colour: string },
): readonly string[] {
  const anchor = x > size.left + size.width / 2 ? 'end' : 'start';
  return [
    shape('circle', { cx: x, cy: y, r: 4, fill: colour }),
    label(`${value.toFixed(3)} at ${step}`, { x, y: y + 18, 'text-anchor': anchor }),
  ];
}

/** Round numbers, 4 to 10 or so, that enclose a range. */
function ticksOf(least: number, most: number): readonly number[] {
  const span = Math.max(most - least, 1e-6);
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = ([5, 2, 1].find((times) => span / (times * power) >= 4) ?? 1) * power;
  const [first, last] = [Math.floor(least / step + 1e-9), Math.ceil(most / step - 1e-9)];
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(6)),
  );
}
