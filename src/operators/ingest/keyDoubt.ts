import { votedFor } from '../../audio/key/songKey.js';
import { keyName, type Key } from '../../domain/music/key.js';
import { keyShift } from '../../domain/music/keyShift.js';
import type { KeyVote, Tonality } from '../../domain/music/tonality.js';

/** Semitones between relative majors whose notes all but one are the same. */
const fifth = 5;

const apart = (a: Key, b: Key): boolean => Math.abs(keyShift(a, b)) === fifth;

/** What is to be told of a song some of whose parts, heard alone, are in a key a fifth from that of the whole: either may be right. */
export function keyDoubt(votes: readonly KeyVote[], { key, keyConfidence }: Tonality): readonly string[] {
  if (keyConfidence === 1) return [];
  const others = votes.map(votedFor).filter((heard) => apart(heard, key));
  const names = [...new Set(others.map(keyName))];
  if (names.length === 0) return [];
  return [`parts of it sound like ${names.join(' and ')}; it is taken for ${keyName(key)} as a whole`];
}
