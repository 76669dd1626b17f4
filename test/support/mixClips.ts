import { randomFrom } from '../../src/domain/random.js';
import type { Split } from '../../src/domain/learning/split.js';
import type { MixClip } from '../../src/model/training/mixClip.js';

export interface MadeMixClips {
  readonly songs: number;
  readonly frames: number;
  readonly split?: Split;
  /** Begins the songs' names. */
  readonly name?: string;
  /** With half semitones as well. */
  readonly semitones?: boolean;
}

const shifts = [-3, -2, -1, 0, 1, 2, 3];

/**
 * Clips of made songs, in which the parts of a song have a rhythm in common: a voice on some beats, its harmony on the same beats and its drums too, at pitches of the
 * song's key. A network may learn which of them belong together.
 */
export function mixClips({
  songs,
  frames,
  split = 'train',
  name = 'song',
  semitones = false,
}: MadeMixClips): readonly MixClip[] {
  return Array.from({ length: songs }, (_, song): MixClip => {
    const random = randomFrom('mix clips', name, String(song));
    const relativeMajor = random.int(12);
    const beats = Array.from(
      { length: Math.ceil(frames / 16) },
      (_, beat) => beat % 4 === 0 || random.int(2) === 0,
    );
    const part = (low: number, shift: number, bands = 128): Uint8Array => {
      const out = new Uint8Array(frames * bands);
      for (let frame = 0; frame < frames; frame += 1)
        for (let band = 0; band < bands; band += 1) {
          const tone =
            (band - low - relativeMajor - shift + 120) % 12 === 0 && band >= low && band < low + 36;
          out[frame * bands + band] = beats[Math.floor(frame / 16)] && tone ? 120 : random.int(8);
        }
      return out;
    };
    const variants = (low: number) => new Map(shifts.map((shift) => [shift, part(low, shift)]));
    return {
      ...{
        clipId: `${name} ${song}`,
        song: `${name} ${song}`,
        split,
        relativeMajor,
        bpm: 90 + random.int(60),
      },
      ...{ vocal: variants(40), harmonic: variants(12), percussion: part(80, 0) },
      ...(semitones && {
        semitones: { vocal: part(40, 0, 140), harmonic: part(12, 0, 140), percussion: part(80, 0, 140) },
      }),
    };
  });
}
