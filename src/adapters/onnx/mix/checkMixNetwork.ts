import { randomFrom } from '../../../domain/random.js';
import { roles, type Role } from '../../../domain/role.js';
import { PipelineError } from '../../../errors.js';
import type { MixInput } from '../../../domain/learning/mixTraining.js';
import { rowSize } from '../../../model/training/mixClip.js';
import type { NetworkReport } from '../../../ports/executionProvider.js';
import type { HeardStem } from '../../networks/mix/mixNetwork.js';
import { sessionOf } from '../network/sessionOf.js';
import { allFinite } from '../network/sessionValues.js';
import { hearSpectrograms, judgeParts, type MixJob } from './mixJob.js';

/** A bar of four beats. */
const frames = 64;

/** Two stems of sounds by chance, as spectrograms in bytes. */
const madeStems = (role: Role, input: MixInput): readonly Uint8Array[] =>
  ['one', 'other'].map((name) => {
    const random = randomFrom('mix network check', role, name);
    return Uint8Array.from({ length: frames * rowSize(input) }, () => random.int(160));
  });

const isFinite = (heard: HeardStem): boolean => heard instanceof Uint8Array || allFinite(heard);

/** Why what two stems were heard as, of so many numbers, is of no use; undefined: it is. */
function problemOfHeard([one, other]: readonly HeardStem[], size: number): string | undefined {
  if (one.length !== size) return `it makes ${one.length} numbers of a bar in place of ${size}`;
  if (!isFinite(one) || !isFinite(other)) return 'what it makes of stems are no numbers';
  return one.every((value, i) => value === other[i]) ? 'it hears no difference between two stems' : undefined;
}

/** The same of the log-odds of four mashups. */
function problemOfOdds(odds: Float32Array): string | undefined {
  if (!odds.every(Number.isFinite)) return 'what it says of mashups are no numbers';
  return new Set(odds).size === 1 ? 'it hears no difference between four mashups' : undefined;
}

function refuse(file: string, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new PipelineError('unreadable', `Checking the network ${file}: ${problem}. Choose another model.`);
}

/** Two made stems of a role, as they are heard. */
async function heardBy(job: MixJob, role: Role): Promise<readonly HeardStem[]> {
  const { files } = job;
  const heard = await hearSpectrograms(job, role, madeStems(role, files.input));
  if (files.kind === 'premixnet') refuse(files[role], problemOfHeard(heard, (frames / 4) * files.channels));
  return heard;
}

/** Loads all files of a network, and has it judge the mashups of made stems. Error: `unreadable`. */
export async function checkMixNetwork(job: MixJob): Promise<NetworkReport> {
  const { files, options } = job;
  const [[vocal], harmonics, percussions] = [
    await heardBy(job, 'vocal'),
    await heardBy(job, 'harmonic'),
    await heardBy(job, 'percussion'),
  ];
  const judging = files.kind === 'premixnet' ? files.candidates : files.mix;
  refuse(judging, problemOfOdds(await judgeParts(job, { vocal, harmonics, percussions })));
  const hearing = files.kind === 'premixnet' ? roles.map((role) => files[role]) : [];
  const reports = await Promise.all([judging, ...hearing].map((file) => sessionOf(file, options)));
  return { provider: reports[0].provider, refusals: reports.flatMap(({ refusals }) => refusals) };
}
