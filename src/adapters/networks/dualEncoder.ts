import type { Semitones } from '../../domain/units.js';
import type { EncodedRole } from '../../model/networks/dualNet.js';
import type { NetworkReport } from '../../ports/executionProvider.js';

/** Stored rows of semitones ([4 · beats, 61]), to be heard moved by so much. */
export interface EncodeRequest {
  readonly role: EncodedRole;
  readonly rows: Uint8Array;
  readonly shift: Semitones;
}

/** DualNet's encoders. */
export interface DualEncoder {
  /** Loads and checks them. Errors: `unreadable`, `child-died`. */
  open(): Promise<NetworkReport>;
  /** Encodings in the order asked for, [beats, 44] each. */
  encode(requests: readonly EncodeRequest[]): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}
