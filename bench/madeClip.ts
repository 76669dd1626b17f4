import { featuresVersion } from '../src/domain/featuresVersion.js';
import type { Clip } from '../src/domain/clip.js';
import { roles } from '../src/domain/role.js';
import { featureName, rowsName } from '../src/mashability/features/featureName.js';
import type { Random } from '../src/domain/random.js';

/** A clip of a made-up song of 60 to 180 bpm, as big as a real one: 65 beats and nine blob references. */
export function madeClip(n: number, random: Random): Clip {
  const bpm = random.range(60, 180);
  const clipId = `${random
    .int(2 ** 32)
    .toString(16)
    .padStart(8, '0')}-${n}`;
  const blob = (name: string) => ({
    key: `clips/${clipId}/${name}`,
    size: 4_000_000,
    sha256: 'a5'.repeat(32),
  });
  return {
    schema: 1,
    clipId,
    trackId: `track-${Math.floor(n / 2)}`,
    ordinal: n % 2,
    featuresVersion,
    source: { uri: `/music/${n}.mp3`, title: `Song ${n}`, artist: `Artist ${n % 1000}` },
    region: { start: random.range(0, 100), duration: 40 },
    grid: {
      bpm,
      meter: random.next() < 0.9 ? 4 : 3,
      beats: Array.from({ length: 65 }, (_, beat) => 1.234 + (beat * 60) / bpm),
      downbeats: Array.from({ length: 17 }, (_, bar) => bar * 4),
      confidence: random.next(),
    },
    bars: 16,
    key: { tonic: random.int(12), mode: random.next() < 0.6 ? 'major' : 'minor' },
    tuning: 0,
    keyConfidence: random.next(),
    vocalActivity: random.next(),
    loudness: { vocal: -21.5, harmonic: -18.25, percussion: -19.75 },
    supplies: { vocal: random.next() < 0.7, harmonic: true, percussion: random.next() < 0.9 },
    trusted: random.next() < 0.85,
    doubts: [],
    stems: {
      vocal: blob('vocal.flac'),
      harmonic: blob('harmonic.flac'),
      percussion: blob('percussion.flac'),
    },
    features: Object.fromEntries(
      roles.flatMap((role) => [featureName(role), rowsName(role)]).map((name) => [name, blob(`${name}.npy`)]),
    ),
    separator: { name: 'bench', licence: 'none' },
  };
}
