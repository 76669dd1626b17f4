import { relativeMajor, type Key } from '../../domain/key.js';

/** Do the keys have different notes (C major and A minor do not)? */
export const reallyDifferentKey = (a: Key, b: Key): boolean => relativeMajor(a) !== relativeMajor(b);
