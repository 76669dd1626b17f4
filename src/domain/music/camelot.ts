import { relativeMajor, type Key } from './key.js';

/** Camelot wheel code used by DJs: C major 8B, A minor 8A; a fifth up is one more. */
export function camelot(key: Key): string {
  const hour = ((relativeMajor(key) * 7 + 7) % 12) + 1;
  return `${hour}${key.mode === 'major' ? 'B' : 'A'}`;
}
