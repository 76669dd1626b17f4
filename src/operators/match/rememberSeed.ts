import type { SeedState } from '../../ports/catalogue.js';
import type { Announced } from './announce.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import type { Leaving, Output } from '../stream/output.js';
import { rerankRequest } from './rerankRequest.js';
import { stage, type Stage } from '../stream/stage.js';

/**
 * Keeps what the matcher remembers of a seed. It stands behind the write of the ranking, so a crash in between makes the ranking again
 * rather than losing it. Clips that came or went while the seed was scored were compared with what was remembered before: then another
 * ranking is asked for.
 */
export function rememberSeed(options: MatchOptions): Stage<Announced, Leaving> {
  return stage('remember', options, async (announced) => ({ outputs: await requests(options, announced) }));
}

async function requests(options: MatchOptions, announced: Announced): Promise<readonly Output[]> {
  const { catalogue } = options;
  const state = stateOf(announced, termsOf(options, announced.scorer));
  if (await catalogue.putFreshSeedState(state)) return [];
  await catalogue.putSeedState(state);
  return [rerankRequest(state.seedClipId, 'changed', await catalogue.revision())];
}

const stateOf = (
  { ranking, harmonic, percussion, sampled, samples }: Announced,
  terms: string,
): SeedState => ({
  seedClipId: ranking.seedClipId,
  scorer: terms,
  revision: ranking.revision,
  thresholds: { harmonic: harmonic.threshold, percussion: percussion.threshold },
  shortlist: [...new Set([...harmonic.parts, ...percussion.parts].map(({ clip }) => clip.clipId))],
  sampled: sampled || samples.length > 0,
  cut: harmonic.cut || percussion.cut,
  best: ranking.mashups.at(0)?.score ?? null,
});
