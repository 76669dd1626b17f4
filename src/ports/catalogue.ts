import type { Clip } from '../domain/clip.js';
import type { Key } from '../domain/music/key.js';
import type { Meter } from '../domain/music/grid.js';
import type { Role } from '../domain/role.js';
import type { Bpm, Ratio, Semitones } from '../domain/units.js';
import type { ClipStamp, SeedBest, SeedState } from './seedState.js';
import type { PublicationRecord, TrackRecord } from './trackRecord.js';

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
  /** Ids of the track's clips, in their order, whatever its record says. */
  clipIdsOf(trackId: string): Promise<readonly string[]>;
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
  /** Seeds of whose training samples a round or more has left, but not so many, in id order. */
  seedsSampled(fewerThan: number, page: IdPage): Promise<readonly string[]>;
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
