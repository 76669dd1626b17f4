/** Units as types: the number is the same, the name says what it counts. */
export type Seconds = number;
export type Milliseconds = number;
export type Hertz = number;
export type Bpm = number;
/** Positive is up. */
export type Semitones = number;
/** Hundredths of a semitone. */
export type Cents = number;
export type Decibels = number;
/** Loudness relative to full scale, ITU-R BS.1770-4. */
export type Lufs = number;
/** Beats a second of one part relative to another, or output length over input length: each use says which. */
export type Ratio = number;
/** Number of audio frames (one sample for each channel). */
export type Frames = number;
/** 0 (no trust) … 1 (certain). */
export type Confidence = number;
