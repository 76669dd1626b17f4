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

/** What a network makes of log-mels (bytes) of a role: PreMixNet projections, PostMixNet nothing yet. */
export async function hearMels(
  { files, options }: MixJob,
  role: Role,
  mels: readonly Uint8Array[],
): Promise<readonly HeardStem[]> {
  return files.kind === 'postmixnet' ? mels : projected(await sessionOf(files[role], options), mels);
}

/** Log-odds of all mashups of heard parts. */
export async function judgeParts({ files, options }: MixJob, parts: HeardParts): Promise<Float32Array> {
  if (files.kind === 'postmixnet') return judgeMixes(await sessionOf(files.mix, options), parts);
  const session = await sessionOf(files.candidates, options);
  return judgeProjections({ session, channels: files.channels }, parts);
}
