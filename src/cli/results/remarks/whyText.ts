import { unitBars } from '../../../audio/regions/unitBars.js';
import type { Clip } from '../../../domain/clip.js';
import { keyName } from '../../../domain/music/key.js';
import type { Mashup, Part } from '../../../domain/mashup.js';
import { voiceGrid } from '../../../mashability/played.js';
import { mashupBars, partLength } from '../../../mashability/mashupBars.js';
import { printable } from '../../text/printable.js';
import { axisTexts } from '../rows/axisTexts.js';
import { percent } from '../rows/percent.js';
import { signed } from '../rows/resultCells.js';
import { timeFeel } from '../rows/stretchText.js';

export interface Judged {
  readonly clips: ReadonlyMap<string, Clip>;
  /** Name of the scorer. */
  readonly scorer: string;
}

/** Why a mashup scored as it did and became what it is, a line a reason. */
export function whyText(mashup: Mashup, { clips, scorer }: Judged): readonly string[] {
  const seed = clips.get(mashup.seedClipId);
  return [
    scoreText(mashup, scorer),
    ...mashup.parts.flatMap((part) => moveText(part, seed, clips.get(part.clipId))),
    ...(seed ? [barsText(mashup, seed, clips)] : []),
    `key confidence: ${mashup.parts.flatMap((part) => confidenceText(part, clips)).join(', ')}`,
  ];
}

function scoreText({ score, axes }: Mashup, scorer: string): string {
  const terms = axisTexts(scorer, axes).map(({ axis, name, about, weight }) => {
    const more = [about, weight].filter((text) => text !== '').join(', ');
    return `${printable(name)} ${axes[axis].toFixed(2)}${more === '' ? '' : ` (${more})`}`;
  });
  return `score ${score.toFixed(3)} by ${scorer}: ${terms.join(', ')}`;
}

const called = { vocal: 'voice', harmonic: 'harmony', percussion: 'drums' } as const;

/** What is done to a part that accompanies the voice. */
function moveText(
  { role, shift, cents = 0, stretch, warp, beatRatio }: Part,
  seed?: Clip,
  clip?: Clip,
): string[] {
  if (role === 'vocal' || !seed || !clip) return [];
  const count = Math.abs(shift) === 1 ? 'semitone' : 'semitones';
  const keys = `(${keyName(clip.key)}; the voice is in ${keyName(seed.key)})`;
  const tuned = cents === 0 ? [] : [`${signed(cents)} cents to be in tune with the voice`];
  const moved =
    role === 'percussion'
      ? []
      : [shift === 0 ? `not shifted ${keys}` : `${signed(shift)} ${count} ${keys}`, ...tuned];
  const [from, to] = [clip.grid.bpm.toFixed(1), seed.grid.bpm.toFixed(1)];
  const played =
    warp && from !== to ? `${stretch.toFixed(2)} × as fast (${from} → ${to} bpm)` : `at its own ${from} bpm`;
  const feel = timeFeel(beatRatio);
  return [`${called[role]}: ${[...moved, ...(feel ? [`in ${feel}`] : []), played].join(', ')}`];
}

/** `16 bars, 8 because the harmonic part has only 8`. */
function barsText({ bars, parts }: Mashup, seed: Clip, clips: ReadonlyMap<string, Clip>): string {
  const own = mashupBars(voiceGrid(seed), []);
  const usual = unitBars(seed.grid.bpm);
  const why =
    usual === own && usual !== 16
      ? ` (a voice ${usual === 8 ? 'under 64' : 'over 153'} bpm has ${usual})`
      : '';
  if (bars >= own) return `${bars} bars, all that the voice has${why}`;
  const short = parts.filter((part) => {
    const clip = clips.get(part.clipId);
    return part.role !== 'vocal' && clip && mashupBars(voiceGrid(seed), [partLength(clip, part)]) === bars;
  });
  const who = short.map(({ role }) => role).join(' and the ');
  if (who === '') return `${bars} of the voice's ${own} bars`;
  return `${own} bars, ${bars} because the ${who} part${short.length > 1 ? 's have' : ' has'} only ${bars}${why}`;
}

function confidenceText({ role, clipId }: Part, clips: ReadonlyMap<string, Clip>): string[] {
  const clip = role === 'percussion' ? undefined : clips.get(clipId);
  return clip ? [`${called[role]} ${percent(clip.keyConfidence)} %`] : [];
}
