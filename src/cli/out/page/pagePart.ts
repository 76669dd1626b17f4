import type { Seconds } from '../../../domain/units.js';
import { sourceName } from '../../results/mashup/sourceName.js';
import { percent } from '../../results/rows/percent.js';
import { signed } from '../../results/rows/resultCells.js';
import { timeFeel } from '../../results/rows/stretchText.js';
import { printable } from '../../text/printable.js';
import type { PagePart } from './pageEntry.js';
import type { ShownPart } from './shownSchema.js';

/** A part of a mashup in words; `file` is the address of its audio. */
export function pagePart(part: ShownPart, file: string | undefined, peaks: string | undefined): PagePart {
  const { role, source } = part;
  return {
    role,
    title: titleOf(part),
    ...(source?.artist !== undefined && { artist: printable(source.artist) }),
    ...(source?.licence !== undefined && { licence: printable(source.licence) }),
    changes: changesOf(part),
    origin: originOf(part),
    ...(file !== undefined && { file }),
    ...(peaks !== undefined && { peaks }),
  };
}

/** The title of a part's song; by the name of its file where it has none. */
export const titleOf = ({ source }: ShownPart): string =>
  (source && printable(sourceName({ title: source.title, uri: source.uri }))) || 'unknown';

function changesOf({ shift, cents = 0, stretch, warp, beatRatio, offset }: ShownPart): readonly string[] {
  return [
    ...(shift === 0 ? [] : [`${signed(shift)} semitone${Math.abs(shift) === 1 ? '' : 's'}`]),
    ...(cents === 0 ? [] : [`${signed(cents)} cents, to be in tune with the voice`]),
    ...[timeFeel(beatRatio)].filter((feel) => feel !== undefined),
    ...speedOf(stretch),
    ...(warp || offset === 0 ? [] : [`moved by ${signed(Number(offset.toFixed(2)))} s`]),
  ];
}

/** Nothing where nobody hears it. */
function speedOf(stretch: number): readonly string[] {
  const share = 100 * (stretch - 1);
  if (Math.abs(share) < 0.05) return [];
  return [`${Math.abs(share).toFixed(1)} % ${share > 0 ? 'faster' : 'slower'}`];
}

function originOf({ role, key, bpm, from, vocalActivity }: ShownPart): readonly string[] {
  return [
    ...(key === undefined || role === 'percussion' ? [] : [key]),
    ...(bpm === undefined ? [] : [`${bpm.toFixed(1)} bpm`]),
    ...(from ? [`${clock(from.start)} to ${clock(from.end)} of the song`] : []),
    ...(vocalActivity === undefined || role !== 'vocal' ? [] : [`sung ${percent(vocalActivity)} % of the time`]),
  ];
}

/** `1:07`. */
export const clock = (time: Seconds): string => {
  const seconds = Math.max(0, Math.round(time));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
