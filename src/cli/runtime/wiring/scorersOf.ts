import { ffmpegEncoder } from '../../../adapters/ffmpeg/ffmpegEncoder.js';
import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import { featureStore, type FeatureStore } from '../../../adapters/features/featureStore.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../../adapters/rules/leeScorer.js';
import { holdScorer, type HeldScorer } from '../../../adapters/shared/holdScorer.js';
import type { Config } from '../../../config.js';
import type { Model } from '../../../domain/learning/model.js';
import type { Scorer } from '../../../ports/scorer.js';
import type { Sounds } from './mixNetScorer.js';
import { modelOfKind } from './modelOfKind.js';
import { networkScorerOf } from './networkScorerOf.js';
import { shippedModel } from './shippedModel.js';

interface Parts {
  readonly stems: FeatureStore;
  readonly sounds: Sounds;
  readonly model: string | undefined;
}
type Make = (parts: Parts) => Scorer;

const byNetwork =
  (kind: Model['kind'], standard?: string): Make =>
  ({ model: folder = standard, ...parts }) =>
    networkScorerOf(parts, modelOfKind(kind, folder));

const makers: Readonly<Record<Config['scorer'], Make>> = {
  fit: ({ stems }) => fitScorer(stems),
  amu: ({ stems }) => amuScorer(stems),
  lee: ({ stems }) => leeScorer(stems),
  dualnet: byNetwork('dualnet', shippedModel),
  premixnet: byNetwork('premixnet'),
  postmixnet: byNetwork('postmixnet'),
};

/** The scorer that the configuration names, held for all who rank: to be made once a process, since it remembers what it has read. */
export function scorersOf(
  { scorer, model }: Pick<Config, 'scorer' | 'model'>,
  { blobs, workspaces, projections }: Omit<Sounds, 'encoder'>,
): HeldScorer {
  const sounds = { blobs, workspaces, encoder: ffmpegEncoder(), ...(projections && { projections }) };
  return holdScorer(makers[scorer]({ stems: featureStore(blobs), sounds, model }));
}
