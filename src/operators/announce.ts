import type { SeedState } from '../ports/catalogue.js';
import type { Sampled } from './collectSamples.js';
import { each } from './each.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import type { Output } from './output.js';
import { stage, type Stage } from './stage.js';

/**
 * Sends off a seed's training samples and its ranking, unless a newer ranking was written meanwhile. What the matcher remembers
 * of the seed is kept only once the ranking is durable, so a crash in between makes the ranking again rather than losing it.
 */
export function announce(options: MatchOptions): Stage<Sampled, Output> {
  return stage('announce', options, (sampled) => each(outputs(options, sampled)));
}

async function outputs(options: MatchOptions, sampled: Sampled): Promise<Output[]> {
  const { catalogue } = options;
  const { ranking, samples } = sampled;
  const stored = await catalogue.getSeedState(ranking.seedClipId);
  const outdated = stored?.scorer === termsOf(options) && stored.revision > ranking.revision;
  // The seed may have been removed, and its ranking withdrawn, while it was scored.
  if (outdated || !(await catalogue.getClip(ranking.seedClipId))) return [];
  const state = stateOf(sampled, termsOf(options));
  const after = async (): Promise<void> => {
    await catalogue.putSeedState(state);
  };
  return [
    ...samples.map((value): Output => ({ topic: 'training-samples', key: value.sampleId, value })),
    { topic: 'mashups', key: ranking.seedClipId, value: ranking, after },
  ];
}

const stateOf = (
  { ranking, harmonic, percussion, sampled, samples }: Sampled,
  scorer: string,
): SeedState => ({
  seedClipId: ranking.seedClipId,
  scorer,
  revision: ranking.revision,
  thresholds: { harmonic: harmonic.threshold, percussion: percussion.threshold },
  shortlist: [...new Set([...harmonic.clips, ...percussion.clips].map(({ clipId }) => clipId))],
  sampled: sampled || samples.length > 0,
});
