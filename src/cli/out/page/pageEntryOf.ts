import { extname } from 'node:path';
import { axisTexts } from '../../results/rows/axisTexts.js';
import { printable } from '../../text/printable.js';
import type { MadeFolder } from '../readMade.js';
import { barLines } from './barLines.js';
import type { PageAxis, PageEntry } from './pageEntry.js';
import { clock, pagePart, titleOf } from './pagePart.js';
import type { Shown } from './shownSchema.js';

/** Name of the script in a mashup's folder that holds its stems for index.html. */
export const scriptName = 'page.js';

/** What index.html shows of a mashup. `playable`: its script is there. */
export function pageEntryOf({ name, made }: MadeFolder<Shown>, playable: boolean): PageEntry {
  const address = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : [name, file].map(encodeURIComponent).join('/');
  const mix = address(made.files['mix']);
  return {
    title: titleOfMashup(made),
    ...(made.score !== undefined && { score: made.score.toFixed(3) }),
    ...(made.scorer && { scorer: printable(made.scorer.name) }),
    axes: axesOf(made),
    facts: factsOf(made),
    unusual: unusualOf(made),
    muted: made.muted ?? [],
    duration: made.duration,
    barLines: barLines(made),
    parts: made.parts.map((part) =>
      pagePart(part, address(made.files[part.role]), playable ? made.page?.peaks[part.role] : undefined),
    ),
    separators: separatorsOf(made),
    ...(mix !== undefined && { mix }),
    folder: `${encodeURIComponent(name)}/`,
    ...(playable && { script: `${encodeURIComponent(name)}/${scriptName}` }),
  };
}

function titleOfMashup({ parts }: Shown): string {
  const name = (role: string): string | undefined => {
    const part = parts.find((each) => each.role === role);
    return part && titleOf(part);
  };
  const [voice = 'no voice', harmony, drums] = [name('vocal'), name('harmonic'), name('percussion')];
  const over = harmony === undefined ? voice : `${voice} over ${harmony}`;
  return drums === undefined || drums === harmony ? over : `${over}, drums ${drums}`;
}

const axesOf = ({ axes = {}, scorer }: Shown): readonly PageAxis[] =>
  axisTexts(scorer?.name ?? '', axes).map(({ axis, name, about, weight }) => ({
    ...{ name: printable(name), about, weight, value: axes[axis] },
  }));

function factsOf({ key, bpm, bars, duration }: Shown): readonly string[] {
  return [
    ...(key ? [`${key.name} ${key.camelot}`] : []),
    ...(bpm === undefined ? [] : [`${bpm.toFixed(1)} bpm`]),
    `${bars} bar${bars === 1 ? '' : 's'}`,
    clock(duration),
  ];
}

function unusualOf({ condition, label, muted = [], files }: Shown): readonly string[] {
  const format = extname(files['mix'] ?? '').slice(1);
  return [
    ...(condition === 'matched' ? [] : [condition]),
    ...(label === undefined ? [] : [`training sample: ${printable(label)}`]),
    ...muted.map((role) => `mix without ${role}`),
    ...(format === '' || format === 'flac' ? [] : [printable(format)]),
  ];
}

const separatorsOf = ({ parts }: Shown): readonly string[] => [
  ...new Set(
    parts.flatMap(({ separator }) =>
      separator && separator.name !== 'ready'
        ? [`${printable(separator.name)} (${printable(separator.licence)})`]
        : [],
    ),
  ),
];
