import type { Estimate } from '../../../evaluation/bootstrap.js';

/** A table of texts, its columns named. */
export interface TextTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Three digits; a dash for what is not known. */
export const three = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));
export const withInterval = ({ mean, low, high }: Estimate): string =>
  `${three(mean)} [${three(low)}, ${three(high)}]`;

/** As Markdown. */
export const markdownOf = ({ title, head: names, rows }: TextTable): string =>
  [
    `**${title}**`,
    '',
    ...[names, names.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');

/** For a terminal: columns side by side. */
export function plainOf({ title, head: names, rows }: TextTable): string {
  const widths = names.map((name, c) => Math.max(name.length, ...rows.map((cells) => cells[c].length)));
  const line = (cells: readonly string[]): string =>
    `  ${cells
      .map((cell, c) => cell.padEnd(widths[c]))
      .join('  ')
      .trimEnd()}`;
  return `${[title, line(names), ...rows.map(line)].join('\n')}\n`;
}
