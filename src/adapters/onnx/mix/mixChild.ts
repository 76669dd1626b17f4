import { monoOfFiles } from '../../audio/stemSound.js';
import type { HeardParts, HeardStem, HearRequest } from '../../networks/mix/mixNetwork.js';
import { serveJobs } from '../../process/serveJobs.js';
import { checkMixNetwork } from './checkMixNetwork.js';
import { keptSounds, type KeptSound } from './keptSounds.js';
import { hearSpectrograms, judgeParts, type MixJob } from './mixJob.js';
import { spectrogramsOf } from './spectrogramsOf.js';

/** Half a gigabyte, ten minutes of three roles or so. */
const sounds = keptSounds(128e6);

/** Levels as in training: bytes. */
const heard = (sound: KeptSound, request: MixJob & HearRequest): Promise<readonly HeardStem[]> =>
  hearSpectrograms(request, request.role, spectrogramsOf(sound, request, request.files.input));

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
