/** Semitones above the root of the kinds of chords that MusicXML 4.0 names; others are taken for the triad that their name begins with. */
const intervalsOfKind: Readonly<Record<string, readonly number[]>> = {
  major: [0, 4, 7],
  minor: [0, 3, 7],
  augmented: [0, 4, 8],
  diminished: [0, 3, 6],
  dominant: [0, 4, 7, 10],
  'major-seventh': [0, 4, 7, 11],
  'minor-seventh': [0, 3, 7, 10],
  'diminished-seventh': [0, 3, 6, 9],
  'augmented-seventh': [0, 4, 8, 10],
  'half-diminished': [0, 3, 6, 10],
  'major-minor': [0, 3, 7, 11],
  'major-sixth': [0, 4, 7, 9],
  'minor-sixth': [0, 3, 7, 9],
  'dominant-ninth': [0, 2, 4, 7, 10],
  'major-ninth': [0, 2, 4, 7, 11],
  'minor-ninth': [0, 2, 3, 7, 10],
  'dominant-11th': [0, 2, 4, 5, 7, 10],
  'major-11th': [0, 2, 4, 5, 7, 11],
  'minor-11th': [0, 2, 3, 5, 7, 10],
  'dominant-13th': [0, 2, 4, 7, 9, 10],
  'major-13th': [0, 2, 4, 7, 9, 11],
  'minor-13th': [0, 2, 3, 7, 9, 10],
  'suspended-second': [0, 2, 7],
  'suspended-fourth': [0, 5, 7],
  Neapolitan: [0, 4, 7],
  Italian: [0, 4, 10],
  French: [0, 4, 6, 10],
  German: [0, 4, 7, 10],
  power: [0, 7],
  none: [],
};

/** What a kind of chord sounds, semitones above its root; major where nobody knows it. */
export function intervalsOf(kind: string): readonly number[] {
  const known = intervalsOfKind[kind] as readonly number[] | undefined;
  if (known) return known;
  const [first] = kind.split('-');
  return intervalsOfKind[first] ?? intervalsOfKind['major'];
}
