import type { Role } from '../../../domain/role.js';
import type { HeardParts, HeardStem } from '../../networks/mix/mixNetwork.js';
import { sessionOf } from '../network/sessionOf.js';
import type { SessionOptions } from '../openSession.js';
import { judgeMixes } from './judgeMixes.js';
import { judgeProjections, projected } from './judgeProjections.js';
import type { MixFiles } from './mixFiles.js';

/** By which files, and how they are run. */
export interface MixJob {
  readonly files: MixFiles;
  readonly options: SessionOptions;
}

/** What a network makes of spectrograms (bytes) of a role: PreMixNet projections, PostMixNet nothing yet. */
export async function hearSpectrograms(
  { files, options }: MixJob,
  role: Role,
  spectrograms: readonly Uint8Array[],
): Promise<readonly HeardStem[]> {
  if (files.kind === 'postmixnet') return spectrograms;
  return projected(await sessionOf(files[role], options), spectrograms, files.input);
}

/** Log-odds of all mashups of heard parts. */
export async function judgeParts({ files, options }: MixJob, parts: HeardParts): Promise<Float32Array> {
  if (files.kind === 'postmixnet') return judgeMixes(await sessionOf(files.mix, options), parts, files.input);
  const session = await sessionOf(files.candidates, options);
  return judgeProjections({ session, channels: files.channels }, parts);
}
