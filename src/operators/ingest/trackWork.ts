import type { Publication } from '../../domain/publication.js';
import type { SeparatedRegion } from '../../domain/separatedRegion.js';
import type { StemName } from '../../domain/role.js';
import type { Clip } from '../../domain/clip.js';
import type { PlannedRegion } from '../../ports/analyzer.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import type { Workspace } from '../../ports/workspace.js';

/** A track to be decoded: a new one, or one of which something is known that asks for other regions. */
export interface NewTrack {
  readonly kind: 'new';
  readonly record: TrackRecord;
  /** Where its audio is read. */
  readonly from: Pick<Publication, 'uri' | 'stems'>;
}

/** A track whose clips exist but whose given facts changed: analysed again from the stored stems. */
export interface CorrectedTrack {
  readonly kind: 'corrected';
  readonly record: TrackRecord;
  readonly clips: readonly Clip[];
}

/** An indexed track of which nothing else is shown: only what its publications say word by word. */
export interface KeptTrack {
  readonly kind: 'kept';
  readonly record: TrackRecord;
}

/** A track that nobody names any more. */
export interface RemovedTrack {
  readonly kind: 'removed';
  readonly track: TrackRecord;
}

export type TrackWork = NewTrack | CorrectedTrack | KeptTrack | RemovedTrack;

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

/** Stems of one region of a track, ready for analysis: WAVs of what is stored. */
export interface RegionStems {
  readonly ordinal: number;
  readonly region: { readonly start: number; readonly duration: number };
  readonly stems: Readonly<Partial<Record<StemName, string>>>;
  /** The stored stems that these came from. */
  readonly stored: Clip['stems'];
  readonly separator: SeparatedRegion['separator'];
}

/** All regions of one track that become clips. */
export interface SeparatedTrack {
  readonly record: TrackRecord;
  readonly workspace: Workspace;
  readonly regions: readonly RegionStems[];
}
