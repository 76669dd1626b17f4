import { monoOfFiles } from '../../audio/stemSound.js';
import type { HeardParts, HeardStem, HearRequest } from '../../networks/mix/mixNetwork.js';
import { serveJobs } from '../../process/serveJobs.js';
import { sessionOf } from '../network/sessionOf.js';
import type { SessionOptions } from '../openSession.js';
import { keptSounds, type KeptSound } from './keptSounds.js';
import { judgeMixes } from './judgeMixes.js';
import { judgeProjections, projected } from './judgeProjections.js';
import type { MixFiles } from './mixFiles.js';
import { spectrogramsOf } from './spectrogramsOf.js';

interface Job {
  readonly files: MixFiles;
  readonly options: SessionOptions;
}

/** Half a gigabyte, ten minutes of three roles or so. */
const sounds = keptSounds(128e6);

async function heard(
  sound: KeptSound,
  { files, options, ...request }: Job & HearRequest,
): Promise<readonly HeardStem[]> {
  const spectrograms = spectrogramsOf(sound, request, files.input);
  if (files.kind === 'postmixnet') return spectrograms;
  return projected(await sessionOf(files[request.role], options), spectrograms, files.input);
}

const handlers = {
  /** Undefined where the sound is not at hand. */
  async hear(request: Job & HearRequest): Promise<readonly HeardStem[] | undefined> {
    const sound = sounds.find(request.name);
    return sound && heard(sound, request);
  },
  async load({ wavs, ...request }: Job & HearRequest & { readonly wavs: readonly string[] }) {
    return heard(sounds.keep(request.name, await monoOfFiles(wavs)), request);
  },
  async judge({ files, options, parts }: Job & { readonly parts: HeardParts }): Promise<Float32Array> {
    if (files.kind === 'postmixnet')
      return judgeMixes(await sessionOf(files.mix, options), parts, files.input);
    const session = await sessionOf(files.candidates, options);
    return judgeProjections({ session, channels: files.channels }, parts);
  },
};
export type MixHandlers = typeof handlers;

serveJobs(handlers);
