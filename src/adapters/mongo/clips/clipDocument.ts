import { digestOf, type Clip } from '../../../domain/clip.js';
import { relativeMajor } from '../../../domain/music/key.js';
import { logTempo } from '../../shared/logTempo.js';
import { clipJson } from '../../shared/stored/clipJson.js';

/** A clip as it lies in MongoDB: what it is looked up by, and all of it as JSON. */
export interface ClipDocument {
  /** The clip's id. */
  readonly _id: string;
  readonly trackId: string;
  /** Pitch class of the relative major, 0–11. */
  readonly pitch: number;
  readonly bpm: number;
  /** As logTempo() gives it, 10⁻⁹. */
  readonly logTempo: number;
  readonly meter: number | null;
  readonly trusted: boolean;
  readonly vocal: boolean;
  readonly harmonic: boolean;
  readonly percussion: boolean;
  readonly digest: string;
  readonly json: string;
}

/** Error `bad-message` as of clipJson. */
export const clipDocument = (clip: Clip): ClipDocument => ({
  _id: clip.clipId,
  trackId: clip.trackId,
  pitch: relativeMajor(clip.key),
  bpm: clip.grid.bpm,
  logTempo: logTempo(clip.grid.bpm),
  meter: clip.grid.meter,
  trusted: clip.trusted,
  vocal: clip.supplies.vocal,
  harmonic: clip.supplies.harmonic,
  percussion: clip.supplies.percussion,
  digest: digestOf(clip),
  json: clipJson(clip),
});
