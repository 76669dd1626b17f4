import type { Key } from './key.js';

const letters: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** Reads `C major`, `f# minor`, `Am`, `Ebmin`, `8B`; undefined for anything else. */
export function parseKey(text: string): Key | undefined {
  const wheel = /^\s*(1[0-2]|[1-9])\s*([AB])\s*$/i.exec(text);
  if (wheel) {
    const major = ((Number(wheel[1]) - 8 + 12) * 7) % 12;
    return wheel[2]?.toUpperCase() === 'B'
      ? { tonic: major, mode: 'major' }
      : { tonic: (major + 9) % 12, mode: 'minor' };
  }
  const named = /^\s*([A-G])\s*([#♯b♭]?)\s*(major|maj|minor|min|m|M)?\s*$/i.exec(text);
  const letter = letters[named?.[1]?.toUpperCase() ?? ''];
  if (!named || letter === undefined) return undefined;
  const sign = named[2] ?? '';
  const accidental = sign === '' ? 0 : '#♯'.includes(sign) ? 1 : -1;
  const word = named[3] ?? '';
  const minor = word === 'm' || /^min/i.test(word);
  return { tonic: (letter + accidental + 12) % 12, mode: minor ? 'minor' : 'major' };
}
