import type { StemTools } from '../../../adapters/audio/stemSound.js';
import { ffmpegEncoder } from '../../../adapters/ffmpeg/ffmpegEncoder.js';
import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import { featureStore, type FeatureStore } from '../../../adapters/features/featureStore.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../../adapters/rules/leeScorer.js';
import { holdScorer, type HeldScorer } from '../../../adapters/shared/holdScorer.js';
import type { Config } from '../../../config.js';
import type { Scorer } from '../../../ports/scorer.js';
import { dualNetScorer } from './dualNetScorer.js';
import { mixNetScorer } from './mixNetScorer.js';
import { shippedModel } from './shippedModel.js';

interface Parts {
  readonly stems: FeatureStore;
  readonly sounds: StemTools;
  readonly model: string | undefined;
}
type Make = (parts: Parts) => Scorer;

const makers: Readonly<Record<Config['scorer'], Make>> = {
  fit: ({ stems }) => fitScorer(stems),
  amu: ({ stems }) => amuScorer(stems),
  lee: ({ stems }) => leeScorer(stems),
  dualnet: ({ stems, model: folder = shippedModel }) => dualNetScorer(stems, { folder }),
  premixnet: ({ stems, sounds, model: folder }) => mixNetScorer(stems, sounds, { folder, kind: 'premixnet' }),
  postmixnet: ({ stems, sounds, model: folder }) =>
    mixNetScorer(stems, sounds, { folder, kind: 'postmixnet' }),
};

/** The scorer that the configuration names, held for all who rank: to be made once a process, since it remembers what it has read. */
export function scorersOf(
  { scorer, model }: Pick<Config, 'scorer' | 'model'>,
  { blobs, workspaces }: Pick<StemTools, 'blobs' | 'workspaces'>,
): HeldScorer {
  const sounds = { blobs, workspaces, encoder: ffmpegEncoder() };
  return holdScorer(makers[scorer]({ stems: featureStore(blobs), sounds, model }));
}
