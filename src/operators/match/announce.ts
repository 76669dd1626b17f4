import type { SeedState } from '../../ports/catalogue.js';
import type { Sampled } from './collectSamples.js';
import { each } from '../stream/each.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import type { Output } from '../stream/output.js';
import { rerankRequest } from './rerankRequest.js';
import { stage, type Stage } from '../stream/stage.js';

/**
 * Sends off a seed's training samples and its ranking, unless the same or a newer one was written. What the matcher remembers
 * of the seed is kept only once the ranking is durable, so a crash in between makes the ranking again rather than losing it.
 */
export function announce(options: MatchOptions): Stage<Sampled, Output> {
  return stage('announce', options, (sampled) => each(outputs(options, sampled)));
}

async function outputs(options: MatchOptions, sampled: Sampled): Promise<Output[]> {
  const { catalogue } = options;
  const { ranking, samples } = sampled;
  const stored = await catalogue.getSeedState(ranking.seedClipId);
  const terms = termsOf(options, sampled.scorer);
  const ahead = stored?.scorer === terms ? stored.revision - ranking.revision : -1;
  if (ahead > 0 || (ahead === 0 && samples.length === 0)) return [];
  // The seed may have been removed while it was scored.
  if (!(await catalogue.getClip(ranking.seedClipId))) return [];
  const state = stateOf(sampled, terms);
  return [
    ...samples.map((value): Output => ({ topic: 'training-samples', key: value.sampleId, value })),
    { topic: 'mashups', key: ranking.seedClipId, value: ranking, next: () => keep(options, state) },
  ];
}

/**
 * Clips that came or went while the seed was scored were compared with what was remembered before. So unless none did, another ranking
 * is asked for first: then none can be missed, whenever the process ends.
 */
async function keep({ catalogue }: MatchOptions, state: SeedState): Promise<readonly Output[]> {
  if (await catalogue.putFreshSeedState(state)) return [];
  const after = async (): Promise<void> => {
    await catalogue.putSeedState(state);
  };
  return [{ ...rerankRequest(state.seedClipId, 'changed', await catalogue.revision()), after }];
}

const stateOf = ({ ranking, harmonic, percussion, sampled, samples }: Sampled, terms: string): SeedState => ({
  seedClipId: ranking.seedClipId,
  scorer: terms,
  revision: ranking.revision,
  thresholds: { harmonic: harmonic.threshold, percussion: percussion.threshold },
  shortlist: [...new Set([...harmonic.parts, ...percussion.parts].map(({ clip }) => clip.clipId))],
  sampled: sampled || samples.length > 0,
  cut: harmonic.cut || percussion.cut,
  best: ranking.mashups.at(0)?.score ?? null,
});
