import stringWidth from 'string-width';
import type { Model } from '../../domain/learning/model.js';
import { modelKey, type CurrentModel, type PublishedModel } from '../../domain/learning/publishedModel.js';
import { padText } from '../text/padText.js';
import { printable } from '../text/printable.js';

/** A version as a list shows it. */
export interface ListedModel {
  readonly model: PublishedModel;
  readonly isCurrent: boolean;
}

const headings = ['model', 'current', 'kind', 'taught by', 'mean reciprocal rank'] as const;

/** A line each, in columns. */
export function modelTable(models: readonly ListedModel[]): string {
  const rows = models.map(({ model, isCurrent }) =>
    [
      modelKey(model),
      isCurrent ? 'current' : '',
      model.kind,
      model.data.map(({ name }) => name).join(', '),
      figureText(model.figures['reciprocalRank']),
    ].map(printable),
  );
  const widths = headings.map((heading, c) =>
    Math.max(...[heading, ...rows.map((row) => row[c])].map(stringWidth)),
  );
  return [headings, ...rows]
    .map((row) =>
      row
        .map((cell, c) => padText(cell, widths[c]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

type Figure = Model['figures'][string] | undefined;

/** `0.626`, `0.992 (0.990 to 0.994, n = 1381)` */
function figureText(figure: Figure): string {
  if (figure === undefined) return '';
  if (typeof figure === 'number') return number(figure);
  const { mean, low, high, count } = figure;
  return `${number(mean)} (${number(low)} to ${number(high)}, n = ${count})`;
}

const number = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toFixed(3);

/** All that is known of a version, a fact a line. */
export function modelLines(model: PublishedModel, current: CurrentModel | undefined): string {
  const { kind, inputs, weights, data, training, figures, parent, files } = model;
  const heard = Object.entries(inputs).map(([name, version]) => `${name} ${version}`);
  const facts: readonly (readonly [string, string])[] = [
    ['model', `${modelKey(model)}, ${kind}, ${standing(model, current)}`],
    ['hears', heard.join(', ')],
    ['counts', `network ${weights.network}, harmony by rule ${weights.harmony}`],
    ...data.map((each) => ['taught by', `${each.compositions} of ${each.name} (${each.licence})`] as const),
    ['training', `${training.steps} steps, seed ${training.seed}, ${training.engine}`],
    ...Object.entries(figures).map(([name, figure]) => ['figure', `${name} ${figureText(figure)}`] as const),
    ...(parent === undefined ? [] : [['parent', `${model.name}/${parent}`] as const]),
    ...Object.entries(files).map(
      ([name, { size, sha256 }]) => ['file', `${name}, ${size} bytes, ${sha256}`] as const,
    ),
  ];
  return facts.map(([name, text]) => `${name.padEnd(9)}  ${printable(text)}`).join('\n');
}

function standing({ version }: PublishedModel, current: CurrentModel | undefined): string {
  if (current?.current === version) return `current (${current.reason})`;
  return current?.before.includes(version) ? 'current before' : 'not current';
}
