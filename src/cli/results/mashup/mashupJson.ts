import { camelot } from '../../../domain/music/camelot.js';
import type { Clip } from '../../../domain/clip.js';
import { keyName } from '../../../domain/music/key.js';
import type { Mashup, Part } from '../../../domain/mashup.js';
import { playedBeats, voiceGrid } from '../../../mashability/played.js';
import type { Rejected } from '../../../domain/rejected.js';
import type { Role } from '../../../domain/role.js';
import type { Seconds } from '../../../domain/units.js';
import type { Rendered } from '../../../operators/render/renderRecipe.js';

export interface MashupFacts {
  readonly mashup: Pick<Mashup, 'seedClipId' | 'condition' | 'bars' | 'parts'> &
    Partial<Pick<Mashup, 'mashupId' | 'score' | 'axes'>>;
  readonly rendered: Rendered;
  readonly scorer?: { readonly name: string; readonly version: string };
  /** Parts that the mix leaves out. */
  readonly muted?: readonly Role[];
  /** Where it is a training sample. */
  readonly sample?: { readonly sampleId: string; readonly label: string };
  /** Where it is neither ranked nor a sample but was drawn or asked for: its id. */
  readonly drawnId?: string;
  /** Where it was chosen in place of others: what was turned down. */
  readonly rejected?: Rejected;
  /** The number that, with the same songs, makes the same draws again. */
  readonly runSeed: string;
}

/**
 * The content of mashup.json: where every part comes from, what was done to it, how it was judged, and how it was mixed; enough to make it
 * again.
 */
export function mashupJson(facts: MashupFacts): unknown {
  const { mashup, rendered, scorer, sample, drawnId, rejected, muted = [], runSeed } = facts;
  const { mashupId, seedClipId, condition, bars, score, axes, parts } = mashup;
  const seed = rendered.clips.vocal;
  return {
    schema: 1,
    mashupId,
    ...sample,
    drawnId,
    rejected,
    seedClipId,
    condition,
    bars,
    bpm: seed?.grid.bpm,
    meter: seed?.grid.meter,
    key: seed && { name: keyName(seed.key), camelot: camelot(seed.key) },
    score,
    axes,
    scorer,
    seed: runSeed,
    parts: parts.map((part) => ({
      ...describe(part, rendered.clips[part.role], { seed, bars }),
      voice: part.role === 'vocal' ? voiceOf(rendered) : undefined,
    })),
    muted: muted.length > 0 ? muted : undefined,
    files: rendered.files,
    duration: rendered.duration,
    firstDownbeat: rendered.firstDownbeat,
    downbeats: seed && downbeatsOf(seed, bars, rendered.firstDownbeat),
    mix: rendered.mix,
  };
}

interface Measure {
  /** The voice's clip, whose bars the others are laid on. */
  readonly seed: Clip | undefined;
  readonly bars: number;
}

/** Length of so many beats, at most all. */
const lengthOf = (beats: readonly Seconds[], count: number): Seconds =>
  beats[Math.min(beats.length - 1, count)] - beats[0];

/** When each bar begins in the files, and the last one ends, to a tenth of a millisecond: bars + 1 times. */
function downbeatsOf(seed: Clip, bars: number, first: Seconds): Seconds[] {
  const { beats, meter } = voiceGrid(seed);
  const lines = Array.from({ length: bars + 1 }, (_, k) => beats[k * (meter ?? 4)] as Seconds | undefined);
  return lines.flatMap((beat) =>
    beat === undefined ? [] : Math.round((first + beat - beats[0]) * 1e4) / 1e4,
  );
}

function describe(part: Part, clip: Clip | undefined, { seed, bars }: Measure): object {
  const { role, clipId, trackId, shift, cents, stretch, startBar, warp, beatRatio, offset } = part;
  const own = clip && playedBeats(clip, part);
  const start = clip && own && clip.region.start + own[0];
  // What is not warped plays at its own speed for as long as the bars of the voice last.
  const beats = bars * ((seed ?? clip)?.grid.meter ?? 4);
  const voice = seed && voiceGrid(seed).beats;
  const length = own && (warp ? lengthOf(own, beats) : lengthOf(voice ?? own, beats) - offset);
  const end = start !== undefined && length !== undefined ? start + length : undefined;
  return {
    role,
    source: clip?.source,
    /** What is used, in seconds of the source song, for so many bars of the mashup. */
    from: { start, end, bars },
    key: clip && keyName(clip.key),
    bpm: clip?.grid.bpm,
    vocalActivity: role === 'vocal' ? clip?.vocalActivity : undefined,
    shift,
    cents,
    stretch,
    startBar,
    warp,
    beatRatio,
    offset,
    clipId,
    trackId,
    separator: clip?.separator,
  };
}

/** What the voice is worth, where its clip tells, and the gain in dB that the mix needed for it. */
function voiceOf({ clips, mix }: Rendered): unknown {
  const { sungShare, leak, drumAgreement, range } = clips.vocal?.voice ?? {};
  return { sungShare, leak, drumAgreement, range, gain: mix.gains.vocal };
}
