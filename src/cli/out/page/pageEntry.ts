/** One part of a mashup, in words. */
export interface PagePart {
  readonly role: 'vocal' | 'harmonic' | 'percussion';
  readonly title: string;
  readonly artist?: string;
  readonly licence?: string;
  /** What was done to it: shift, stretch. */
  readonly changes: readonly string[];
  /** Where it comes from: its own key and tempo, the time in its song, the share that is sung. */
  readonly origin: readonly string[];
  /** Address of the audio file, relative to the page. */
  readonly file?: string;
  /** The loudest moment of each of equally long stretches, a byte each (255: full scale), base64. */
  readonly peaks?: string;
}

/** A term of a score in words. */
export interface PageAxis {
  readonly name: string;
  readonly about: string;
  readonly weight: string;
  readonly value: number;
}

/** What index.html knows of a mashup without loading its sound. Addresses are relative to the page. */
export interface PageEntry {
  readonly title: string;
  readonly score?: string;
  readonly scorer?: string;
  readonly axes: readonly PageAxis[];
  /** Key, tempo, bars and length. */
  readonly facts: readonly string[];
  /** What is not the usual: another condition, parts that the mix leaves out, another format. */
  readonly unusual: readonly string[];
  /** Parts that the mix leaves out. */
  readonly muted: readonly PagePart['role'][];
  readonly duration: number;
  /** When each bar begins, and the last ends, seconds. */
  readonly barLines: readonly number[];
  readonly parts: readonly PagePart[];
  /** Under which terms the parts were separated from their songs. */
  readonly separators: readonly string[];
  readonly mix?: string;
  /** Address of the folder, where all its files lie. */
  readonly folder: string;
  /** Address of the script with its stems; missing where it was not made. */
  readonly script?: string;
}

/** What a mashup's script hands to the page: each stem as an MP3 file, base64. */
export interface PageSound {
  readonly schema: 1;
  readonly stems: Readonly<Partial<Record<PagePart['role'], string>>>;
}
