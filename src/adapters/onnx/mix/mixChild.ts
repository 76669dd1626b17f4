import { featureGain } from '../../../audio/mel/featureGain.js';
import { gridTimes } from '../../../audio/mel/gridTimes.js';
import { logMel } from '../../../audio/mel/logMel.js';
import { melEnergies } from '../../../audio/mel/melEnergies.js';
import { melBytes } from '../../../model/training/melBytes.js';
import { monoOfFiles } from '../../audio/stemSound.js';
import type { HeardParts, HeardStem, HearRequest } from '../../networks/mix/mixNetwork.js';
import { serveJobs } from '../../process/serveJobs.js';
import { networkSession, type NetworkSession } from '../network/networkSession.js';
import type { SessionOptions } from '../openSession.js';
import { judgeMixes } from './judgeMixes.js';
import { judgeProjections, projected } from './judgeProjections.js';
import type { MixFiles } from './mixFiles.js';

interface Job {
  readonly files: MixFiles;
  readonly options: SessionOptions;
}

const sessions = new Map<string, Promise<NetworkSession>>();
/** A failure to load is not remembered. */
function sessionOf(file: string, options: SessionOptions): Promise<NetworkSession> {
  const known = sessions.get(file) ?? networkSession(file, options);
  sessions.set(file, known);
  known.catch(() => sessions.delete(file));
  return known;
}

const handlers = {
  /** Levels as in training: bytes. */
  async hear({ files, options, role, ...request }: Job & HearRequest): Promise<readonly HeardStem[]> {
    const mono = await monoOfFiles(request.wavs);
    const energies = melEnergies(mono, gridTimes(request.beats), {
      ...{ gain: featureGain(mono), shifts: request.shifts },
    });
    const mels = energies.map((each) => melBytes(logMel(each)));
    if (files.kind === 'postmixnet') return mels;
    return projected(await sessionOf(files[role], options), mels);
  },
  async judge({ files, options, parts }: Job & { readonly parts: HeardParts }): Promise<Float32Array> {
    if (files.kind === 'postmixnet') return judgeMixes(await sessionOf(files.mix, options), parts);
    const session = await sessionOf(files.candidates, options);
    return judgeProjections({ session, channels: files.channels }, parts);
  },
};
export type MixHandlers = typeof handlers;

serveJobs(handlers);
