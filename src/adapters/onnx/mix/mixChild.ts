import { gridTimes } from '../../../audio/mel/gridTimes.js';
import { logMel } from '../../../audio/mel/logMel.js';
import { melEnergies } from '../../../audio/mel/melEnergies.js';
import { melBytes } from '../../../model/training/melBytes.js';
import { monoOfFiles } from '../../audio/stemSound.js';
import type { HeardParts, HeardStem, HearRequest } from '../../networks/mix/mixNetwork.js';
import { serveJobs } from '../../process/serveJobs.js';
import { checkMixNetwork } from './checkMixNetwork.js';
import { keptSounds, type KeptSound } from './keptSounds.js';
import { hearMels, judgeParts, type MixJob } from './mixJob.js';

/** Half a gigabyte, ten minutes of three roles or so. */
const sounds = keptSounds(128e6);

/** Levels as in training: bytes. */
function heard(
  { mono, gain }: KeptSound,
  { role, beats, shifts, ...job }: MixJob & HearRequest,
): Promise<readonly HeardStem[]> {
  const energies = melEnergies(mono, gridTimes(beats), { gain, shifts });
  return hearMels(
    job,
    role,
    energies.map((each) => melBytes(logMel(each))),
  );
}

const handlers = {
  open: checkMixNetwork,
  /** Undefined where the sound is not at hand. */
  async hear(request: MixJob & HearRequest): Promise<readonly HeardStem[] | undefined> {
    const sound = sounds.find(request.name);
    return sound && heard(sound, request);
  },
  async load({ wavs, ...request }: MixJob & HearRequest & { readonly wavs: readonly string[] }) {
    return heard(sounds.keep(request.name, await monoOfFiles(wavs)), request);
  },
  judge: ({ parts, ...job }: MixJob & { readonly parts: HeardParts }) => judgeParts(job, parts),
};
export type MixHandlers = typeof handlers;

serveJobs(handlers);
