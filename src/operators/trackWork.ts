import type { PlannedRegion } from '../ports/analyzer.js';
import type { TrackRecord } from '../ports/catalogue.js';
import type { Workspace } from '../ports/workspace.js';
import type { StemName } from '../domain/role.js';
import type { Clip } from '../domain/clip.js';
import type { TrackMessage } from '../domain/track.js';

/** A track whose clips have to be made. */
export interface NewTrack {
  readonly kind: 'new';
  readonly record: TrackRecord;
  readonly message: TrackMessage;
}

/** A track whose clips exist but whose given facts changed: analysed again from the stored stems. */
export interface CorrectedTrack {
  readonly kind: 'corrected';
  readonly record: TrackRecord;
  readonly clips: readonly Clip[];
}

/** A track that nobody names any more. */
export interface RemovedTrack {
  readonly kind: 'removed';
  readonly track: TrackRecord;
}

export type TrackWork = NewTrack | CorrectedTrack | RemovedTrack;

/** The decoded audio of a track in its workspace, and where to look for clips. */
export interface LoadedTrack {
  readonly record: TrackRecord;
  readonly workspace: Workspace;
  /** WAV of the mix, when the track came as one. */
  readonly mix?: string;
  /** WAVs of ready stems. */
  readonly stems: Readonly<Partial<Record<StemName, string>>>;
  readonly regions: readonly PlannedRegion[];
}

/** Stems of one region of a track, ready for analysis. */
export interface RegionStems {
  readonly ordinal: number;
  readonly region: { readonly start: number; readonly duration: number };
  readonly stems: Readonly<Partial<Record<StemName, string>>>;
  /** The stored stems that these came from: they are kept as they are. */
  readonly stored?: Clip['stems'];
}

/** All regions of one track that become clips. */
export interface SeparatedTrack {
  readonly record: TrackRecord;
  readonly workspace: Workspace;
  readonly regions: readonly RegionStems[];
  readonly separator: { readonly name: string; readonly licence: string };
}
