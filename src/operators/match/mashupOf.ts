import type { Clip } from '../../domain/clip.js';
import { fineTuning } from '../../domain/music/fineTuning.js';
import { mashupIdOf } from '../../domain/ids.js';
import type { Mashup, Part } from '../../domain/mashup.js';
import { countedTempo } from '../../domain/music/beatRatio.js';
import { playedBeats, playedUnder, voiceGrid } from '../../mashability/played.js';
import type { Cents } from '../../domain/units.js';
import { mashupBars } from '../../mashability/mashupBars.js';
import type { ScoredTriple } from './score.js';

/** Bars of a voice whose meter is not known. */
const usualMeter = 4;

/**
 * A scored triple in full: the parts beat on beat of the voice, the harmonic one shifted. The bars are those of the voice, in which a part of
 * another meter has as many as its beats fill.
 */
export function mashupOf(seed: Clip, triple: ScoredTriple): Mashup {
  const { percussion, score, axes } = triple;
  const { clip: harmonic, shift } = triple.harmonic;
  const accompanied = [
    { clip: harmonic, part: partOf(seed, harmonic, { role: 'harmonic', shift }) },
    { clip: percussion, part: partOf(seed, percussion, { role: 'percussion', shift: 0 }) },
  ];
  const meter = seed.grid.meter ?? usualMeter;
  const lengths = accompanied.map(({ clip, part }) => {
    return { grid: { beats: playedBeats(clip, part), meter }, warp: true, offset: 0 };
  });
  return {
    mashupId: mashupIdOf(seed.clipId, [harmonic.clipId, percussion.clipId], shift),
    seedClipId: seed.clipId,
    condition: 'matched',
    bars: Math.max(1, mashupBars({ beats: voiceGrid(seed).beats, meter }, lengths)),
    parts: [partOf(seed, seed, { role: 'vocal', shift: 0 }), ...accompanied.map(({ part }) => part)],
    score,
    axes: { ...axes },
  };
}

const partOf = (seed: Clip, clip: Clip, part: Pick<Part, 'role' | 'shift'>): Part => ({
  ...part,
  ...(part.role === 'harmonic' && inTune(fineTuning(seed.tuning, clip.tuning))),
  clipId: clip.clipId,
  trackId: clip.trackId,
  ...playedUnder(seed, clip, part.role),
  warp: part.role !== 'vocal',
  stretch: seed.grid.bpm / countedTempo(seed.grid.bpm, clip.grid.bpm),
  offset: 0,
});

const inTune = (cents: Cents): Pick<Part, 'cents'> => (cents === 0 ? {} : { cents });
