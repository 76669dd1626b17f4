import type { Sampled } from './collectSamples.js';
import { each } from '../stream/each.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import type { Leaving, Output } from '../stream/output.js';
import { stage, type Stage } from '../stream/stage.js';

/** A ranking that is to be written, with its training samples before it. */
export interface Announced extends Sampled, Leaving {}

/** Sends off a seed's training samples and its ranking, unless the same or a newer one was written. */
export function announce(options: MatchOptions): Stage<Sampled, Announced> {
  return stage('announce', options, (sampled) => each(announced(options, sampled)));
}

const announced = async (options: MatchOptions, sampled: Sampled): Promise<readonly Announced[]> =>
  (await isWanted(options, sampled)) ? [{ ...sampled, outputs: outputsOf(sampled) }] : [];

async function isWanted(options: MatchOptions, { ranking, samples, scorer }: Sampled): Promise<boolean> {
  const { catalogue } = options;
  const stored = await catalogue.getSeedState(ranking.seedClipId);
  const terms = termsOf(options, scorer);
  if (stored && stored.scorer !== terms && stored.order > options.terms.orderOf(terms)) return false;
  const ahead = stored?.scorer === terms ? stored.revision - ranking.revision : -1;
  if (ahead > 0 || (ahead === 0 && samples.length === 0)) return false;
  // The seed may have been removed while it was scored.
  return (await catalogue.getClip(ranking.seedClipId)) !== undefined;
}

const outputsOf = ({ ranking, samples }: Sampled): readonly Output[] => [
  ...samples.map((value): Output => ({ topic: 'training-samples', key: value.sampleId, value })),
  { topic: 'mashups', key: ranking.seedClipId, value: ranking },
];
