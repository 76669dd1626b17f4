import { camelot } from '../../../domain/music/camelot.js';
import type { Clip } from '../../../domain/clip.js';
import { keyName } from '../../../domain/music/key.js';
import type { Mashup, Part } from '../../../domain/mashup.js';
import type { Seconds } from '../../../domain/units.js';
import type { Rendered } from '../../../operators/render/renderRecipe.js';

export interface MashupFacts {
  readonly mashup: Pick<Mashup, 'seedClipId' | 'condition' | 'bars' | 'parts'> &
    Partial<Pick<Mashup, 'mashupId' | 'score' | 'axes'>>;
  readonly rendered: Rendered;
  readonly scorer?: { readonly name: string; readonly version: string };
  /** Where it is a training sample. */
  readonly sample?: { readonly sampleId: string; readonly label: string };
  /** Where it is neither ranked nor a sample but was drawn: its id. */
  readonly drawnId?: string;
  /** The number that, with the same songs, makes the same draws again. */
  readonly runSeed: string;
}

/**
 * The content of mashup.json: where every part comes from, what was done to it, how it was judged, and how it was mixed; enough to make it
 * again.
 */
export function mashupJson({ mashup, rendered, scorer, sample, drawnId, runSeed }: MashupFacts): unknown {
  const { mashupId, seedClipId, condition, bars, score, axes, parts } = mashup;
  const seed = rendered.clips.vocal;
  return {
    schema: 1,
    mashupId,
    ...sample,
    drawnId,
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
    files: rendered.files,
    duration: rendered.duration,
    firstDownbeat: rendered.firstDownbeat,
    mix: rendered.mix,
  };
}

interface Measure {
  /** The voice's clip, whose bars the others are laid on. */
  readonly seed: Clip | undefined;
  readonly bars: number;
}

/** Length of `bars` bars of a clip. */
const lengthOf = ({ grid: { beats, meter } }: Clip, bars: number): Seconds =>
  beats[Math.min(beats.length - 1, bars * (meter ?? 4))] - beats[0];

function describe(part: Part, clip: Clip | undefined, { seed, bars }: Measure): object {
  const { role, clipId, trackId, shift, stretch, warp, offset } = part;
  const start = clip && clip.region.start + clip.grid.beats[0];
  // What is not warped plays at its own speed for as long as the bars of the voice last.
  const length = clip && (warp ? lengthOf(clip, bars) : lengthOf(seed ?? clip, bars) - offset);
  const end = start !== undefined && length !== undefined ? start + length : undefined;
  return {
    role,
    source: clip?.source,
    /** What is used, in seconds of the source song, for so many bars of the mashup. */
    from: { start, end, bars },
    key: clip && keyName(clip.key),
    bpm: clip?.grid.bpm,
    shift,
    stretch,
    warp,
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
