import type { Clip } from '../domain/clip.js';
import type { Key } from '../domain/music/key.js';
import type { Meter } from '../domain/music/grid.js';
import type { Role } from '../domain/role.js';
import type { Publication, Published } from '../domain/publication.js';
import type { SeparatedRegion } from '../domain/separatedRegion.js';
import type { Given } from '../domain/track.js';
import type { Bpm, Ratio, Seconds, Semitones } from '../domain/units.js';
import type { WorkedMessage } from '../domain/workedMessage.js';

/** What decoding told of a track. */
export interface DecodedFacts {
  readonly duration: Seconds;
  /** What the user should know of it, e.g. that only the first part was used. */
  readonly notes: readonly string[];
  /** What was known when its regions were planned: other facts ask for another plan. */
  readonly plannedFor: Pick<Given, 'bpm' | 'meter'>;
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

/** Goes on after this id, in the order of the ids. */
export interface IdPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The rule by which partners are looked up (method §2). Undefined fields do not restrict. */
export interface ClipQuery {
  readonly supplies: Role;
  /** Key (through the relative major) within `semitones` of `key`. */
  readonly key?: { readonly of: Key; readonly semitones: Semitones };
  /** `bpm` / clip's bpm within [low, high]. */
  readonly tempo?: { readonly of: Bpm; readonly low: Ratio; readonly high: Ratio };
  readonly meter?: Meter;
  readonly trustedOnly: boolean;
  readonly excludeTrackId?: string;
  /**
   * At most this many (≤ 512), nearest first: |ln bpm − ln clip's bpm| + |shift| / 12, what is not asked counting 0, each
   * logarithm and fraction rounded to 10⁻⁹ so that every adapter sees the same ties; then clip id.
   */
  readonly limit: number;
}

/** A clip as it was: the digest tells whether it is still the same (domain/clip). */
export interface ClipStamp {
  readonly clipId: string;
  readonly digest: string;
}

/** Goes on after this id. */
export interface IdPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What the matcher remembers of a seed between rankings. */
export interface SeedState {
  readonly seedClipId: string;
  /** Digest of the seed's clip as it was ranked. */
  readonly digest: string;
  /** The terms of the newest ranking written, and their place among all terms: the higher are the newer. */
  readonly scorer: string;
  readonly order: number;
  /** Its revision (domain/mashup): requests at lower offsets are met by it. */
  readonly revision: number;
  /** The worst pre-score still in the shortlist of each role; null while the list is not full. */
  readonly thresholds: { readonly harmonic: number | null; readonly percussion: number | null };
  /** Clips that the shortlists hold, so that removing one asks for a new ranking. */
  readonly shortlist: readonly ClipStamp[];
  /** Digest of all partners that the search found: equal while it would find the same. */
  readonly partners: string;
  /** Training samples of this seed have left. */
  readonly sampled: boolean;
  /** There were more partners than a query returns, so what lies beyond may change places unnoticed; a sweep looks again. */
  readonly cut: boolean;
  /** A request was left alone by who ranks on older terms. */
  readonly missed: boolean;
  /** Score of the best mashup of that ranking; null: it is empty. */
  readonly best: number | null;
}

/** The rule by which voices are looked up that a part could accompany. */
export type ReachRule = Omit<ClipQuery, 'limit' | 'supplies'>;

export interface SeedPage {
  /** The last clip of the page before. */
  readonly after?: Clip | undefined;
  readonly limit: number;
}

/** A voice, and what of its state tells whether a part would enter its shortlists. */
export interface SeedInReach {
  readonly clip: Clip;
  readonly state: Pick<SeedState, 'scorer' | 'thresholds'> | undefined;
}

/** How good the ranking of a seed is. */
export type SeedBest = Pick<SeedState, 'seedClipId' | 'scorer' | 'best'>;

export interface BestQuery {
  readonly scorer: string;
  /** Goes on after this one. */
  readonly after?: { readonly seedClipId: string; readonly best: number };
  readonly limit: number;
}

/**
 * The index of tracks and clips. Promises: what resolved is durable; putting the same clip twice leaves one; a query that begins after a
 * put or a removal has resolved sees it; queries are ordered as stated, so equal catalogues give equal answers. Nothing asks for more than
 * one document to be atomic.
 */
export interface Catalogue {
  putTrack(track: TrackRecord): Promise<void>;
  getTrack(trackId: string): Promise<TrackRecord | undefined>;
  listTracks(page: IdPage): Promise<readonly TrackRecord[]>;
  /** Removes the track, its clips and the states of its seeds, not its publications; resolves to the removed clip ids. */
  removeTrack(trackId: string): Promise<readonly string[]>;

  /**
   * Keeps the record only where its revision follows that of the stored one (1: there is none): who read what another has changed
   * since looks again. Resolves to whether it was kept.
   */
  putPublication(record: PublicationRecord): Promise<boolean>;
  /** In the order of the ids; those that are not there are left out. */
  getPublications(ids: readonly string[]): Promise<readonly PublicationRecord[]>;
  /** Those that name the track, by id. */
  publicationsOf(trackId: string): Promise<readonly PublicationRecord[]>;
  /** All but those that name nothing and did not fail (they were withdrawn). */
  listPublications(page: IdPage): Promise<readonly PublicationRecord[]>;

  putClip(clip: Clip): Promise<void>;
  getClip(clipId: string): Promise<Clip | undefined>;
  /** In the order of the ids; those that are not there are left out. */
  getClips(clipIds: readonly string[]): Promise<readonly Clip[]>;
  queryClips(query: ClipQuery): Promise<readonly Clip[]>;
  /** The same clips in the same order, without reading them. */
  queryStamps(query: ClipQuery): Promise<readonly ClipStamp[]>;
  /**
   * Voices that meet the rule, with what is remembered of them, page by page, in an order of the catalogue's own: after all pages each
   * that was there all the time has come once.
   */
  seedsInReach(rule: ReachRule, page: SeedPage): Promise<readonly SeedInReach[]>;
  /** Clips with id ≥ `fromId` in id order, wrapping round to the beginning, at most `limit`: a cheap, repeatable draw. */
  scanClips(fromId: string, limit: number): Promise<readonly Clip[]>;
  /** With the state of its seed; none is no error. */
  removeClip(clipId: string): Promise<void>;
  countClips(): Promise<number>;

  getSeedState(seedClipId: string): Promise<SeedState | undefined>;
  /**
   * Keeps the state unless the stored one is of newer terms (a higher order), or has the same terms and a higher revision; resolves to
   * whether it was kept.
   */
  putSeedState(state: SeedState): Promise<boolean>;
  /** None is no error. */
  removeSeedState(seedClipId: string): Promise<void>;
  /** Seeds whose shortlist holds `clipId`, whether it is indexed or has just been removed, in id order. */
  seedsHolding(clipId: string, page: IdPage): Promise<readonly string[]>;
  /** Seeds that are no more what they were ranked as, or whose shortlist holds a clip that went or changed since, in id order. */
  seedsStale(page: IdPage): Promise<readonly string[]>;
  /**
   * Vocal clips without a state of this scorer, or with one that missed a request, and trusted ones with all parts that are not yet sampled, in
   * id order.
   */
  seedsOverdue(scorer: string, page: IdPage): Promise<readonly string[]>;
  /** Seeds whose partners were cut, in id order. */
  seedsCut(page: IdPage): Promise<readonly string[]>;
  /** Scorers by which seeds stand ranked, the newest terms first, then by name. */
  scorersOfSeeds(): Promise<readonly string[]>;
  /** Seeds whose ranking by the scorer is not empty, the best first, then by id. */
  seedsByBest(query: BestQuery): Promise<readonly SeedBest[]>;
  /** Of these seeds, those that have a state, in the order of the ids. */
  bestOfSeeds(seedClipIds: readonly string[]): Promise<readonly SeedBest[]>;
  close(): Promise<void>;
}
