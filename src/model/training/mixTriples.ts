import type { Random } from '../../domain/random.js';
import type { Role } from '../../domain/role.js';
import type { sampleLabels } from '../../domain/learning/sample.js';

/** Places of its parts in a batch. */
export type MixTriple = Readonly<Record<Role, number>>;

/** In which way a part is surely wrong: unmatched in key, in tempo and phase, or in both (method §2). */
export const wrongKinds = ['key', 'tempo', 'key and tempo'] as const;
export type WrongKind = (typeof wrongKinds)[number];

/** A song's own parts where they are surely wrong, by their places in a batch. */
export interface WrongParts extends Pick<MixTriple, 'harmonic' | 'percussion'> {
  readonly kind: WrongKind;
}

/** Triples of a batch of songs, each class as many as there are songs. */
export type LabelledTriples = Readonly<Record<(typeof sampleLabels)[number], readonly MixTriple[]>>;

/**
 * Positive: a song's own parts. Unlabelled: parts of two or three songs at one key; by half, harmony and percussion are of one. Negative: a voice with parts that are
 * surely wrong, by half its own, so that what parts of one recording share beside the music tells nothing.
 */
export function labelledTriples(wrong: readonly WrongParts[], random: Random): LabelledTriples {
  const songs = wrong.length;
  const other = (song: number): number => (song + 1 + random.int(songs - 1)) % songs;
  const each = (triple: (song: number) => MixTriple): readonly MixTriple[] =>
    Array.from({ length: songs }, (_, song) => triple(song));
  return {
    positive: each((song) => ({ vocal: song, harmonic: song, percussion: song })),
    unlabelled: each((song) => {
      const harmonic = other(song);
      return { vocal: song, harmonic, percussion: random.int(2) === 0 ? harmonic : random.int(songs) };
    }),
    negative: each((song) => {
      const { harmonic, percussion } = wrong[random.int(2) === 0 ? song : other(song)];
      return { vocal: song, harmonic, percussion };
    }),
  };
}

/** Each voice with each song's accompaniment, [voices · songs], the song changing first: own ones lie on the diagonal. */
export const pairTriples = (songs: number): readonly MixTriple[] =>
  Array.from({ length: songs * songs }, (_, at) => {
    const [vocal, other] = [Math.floor(at / songs), at % songs];
    return { vocal, harmonic: other, percussion: other };
  });
