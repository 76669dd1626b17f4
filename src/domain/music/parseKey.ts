import type { Key } from './key.js';

const letters = new Map(Array.from('C_D_EF_G_A_B', (letter, pitch) => [letter, pitch]));

/** Reads `C major`, `f# minor`, `Am`, `Ebmin`, `D MINOR`, `8B`, `08A`; undefined for anything else. A lone M is major, m minor. */
export function parseKey(text: string): Key | undefined {
  const wheel = /^\s*(1[0-2]|0?[1-9])\s*([AB])\s*$/i.exec(text);
  if (wheel) {
    const major = ((Number(wheel[1]) + 4) * 7) % 12;
    return wheel[2].toUpperCase() === 'B'
      ? { tonic: major, mode: 'major' }
      : { tonic: (major + 9) % 12, mode: 'minor' };
  }
  const named = /^\s*([A-G])\s*([#♯b♭]?)\s*(major|maj|M|minor|min|m)?\s*$/i.exec(text);
  const letter = letters.get(named?.[1].toUpperCase() ?? '');
  if (!named || letter === undefined) return undefined;
  const accidental = { '#': 1, '♯': 1, b: -1, '♭': -1 }[named[2].toLowerCase()] ?? 0;
  const mode = named.at(3) ?? '';
  const minor = mode === 'm' || /^min/i.test(mode);
  return { tonic: (letter + accidental + 12) % 12, mode: minor ? 'minor' : 'major' };
}
