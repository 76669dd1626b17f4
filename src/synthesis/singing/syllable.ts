/** How a syllable begins, for the ear. */
export const onsets = ['none', 'hiss', 'burst', 'nasal', 'glide'] as const;
export type Onset = (typeof onsets)[number];

export const vowels = ['a', 'e', 'i', 'o', 'u', 'ö', 'ü'] as const;
export type Vowel = (typeof vowels)[number];

/** What is heard of a syllable: the kind of its first consonant, the letters it is written with, and its vowel. */
export interface Syllable {
  readonly onset: Onset;
  /** Lower case; empty where there is none. */
  readonly consonants: string;
  /** Undefined: it is written in letters that are none of ours. */
  readonly vowel: Vowel | undefined;
}

const vowelOf: Readonly<Record<string, Vowel>> = {
  ...{ a: 'a', e: 'e', i: 'i', o: 'o', u: 'u', y: 'i', ä: 'e', æ: 'e', ö: 'ö', ø: 'ö', œ: 'ö', ü: 'ü' },
};

/** Roughly, by the letters, whatever the language; of a diphthong the first vowel is held. */
export function syllableOf(text: string): Syllable {
  const letters = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[áàâãå]/g, 'a')
    .replace(/[éèêë]/g, 'e')
    .replace(/[íìîï]/g, 'i')
    .replace(/[óòôõ]/g, 'o')
    .replace(/[úùû]/g, 'u')
    .replace(/[^\p{L}]/gu, '');
  const first = letters.search(/[aeiouyäæöøœü]/);
  const consonants = first < 0 ? letters : letters.slice(0, first);
  return { onset: onsetOf(consonants), consonants, vowel: first < 0 ? undefined : vowelOf[letters[first]] };
}

function onsetOf(consonants: string): Onset {
  if (consonants === '') return 'none';
  if (/^(s|z|ß|c[eiy]|ch|sch|sh|f|v|ph|th|h|x|j)/.test(consonants)) return 'hiss';
  if (/^[ptkbdgqc]/.test(consonants)) return 'burst';
  return /^[mn]/.test(consonants) ? 'nasal' : 'glide';
}
