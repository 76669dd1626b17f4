/**
 * What networks hear of clips, and in which version: the constants by which it is computed, not those of the rest of the features, so that
 * a model lives on where only other bars are chosen. `rows`: four rows of 61 semitones a beat, as bytes; `mel`: 128 bands at
 * 16 points a beat, of stems at −23 LUFS; `semitones`: 128 half semitones at the same points.
 */
export const inputVersions = { rows: '1', mel: '1', semitones: '1' } as const;
