import type { Publication, Published } from '../domain/publication.js';
import type { SeparatedRegion } from '../domain/separatedRegion.js';
import type { KeyVote } from '../domain/music/tonality.js';
import type { Given } from '../domain/track.js';
import type { Seconds } from '../domain/units.js';
import type { WorkedMessage } from '../domain/workedMessage.js';

/** What decoding told of a track. */
export interface DecodedFacts {
  readonly duration: Seconds;
  /** What the user should know of it, e.g. that only the first part was used. */
  readonly notes: readonly string[];
  /** What was known when its regions were planned: other facts ask for another plan. */
  readonly plannedFor: Pick<Given, 'bpm' | 'meter'>;
  /** What the whole of it says of its key; absent in records of earlier versions. */
  readonly keyVote?: KeyVote | undefined;
}

/** Why the last work on something failed. */
export interface WorkFailure {
  /** An error code. */
  readonly code: string;
  readonly message: string;
}

/** What is known of a track, whatever became of it. `source` and `given`: what its publications say together. */
export interface TrackRecord extends Published {
  readonly trackId: string;
  /** Those that named this audio when it was last worked on, in the order of their ids; what stands now is in the publications themselves. */
  readonly publications: readonly Publication[];
  /** Absent before it was decoded, and in records of earlier versions. */
  readonly decoded?: DecodedFacts | undefined;
  /** What was separated, in the order of the plan; empty in records of earlier versions. */
  readonly regions: readonly SeparatedRegion[];
  /** True once all of its clips are indexed. */
  readonly complete: boolean;
  readonly clipIds: readonly string[];
  /** Things the user should know, of all that was done with it. */
  readonly notes: readonly string[];
  /** Of the last work on it; absent where that went well. */
  readonly failure?: WorkFailure | undefined;
}

/** What became of a publisher's id: its last message, and the sound that it names. */
export interface PublicationRecord {
  /** The publisher's id. */
  readonly id: string;
  /** The sound that it names; null: it was withdrawn, or never identified. */
  readonly trackId: string | null;
  /** What it says of that sound; absent where it names none. */
  readonly said?: Publication | undefined;
  /** Sounds that it named before and whose owner was not told yet. */
  readonly formerly: readonly string[];
  /** The last message that was worked on; absent in folders of earlier versions. */
  readonly message?: WorkedMessage | undefined;
  /** Why that could not be identified. */
  readonly failure?: WorkFailure | undefined;
  /** How often the record was put: 1 for the first. */
  readonly revision: number;
}
