import type { Clip } from '../../domain/clip.js';
import { methodRule } from '../../mashability/conditions/matchRule.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import { askedAll } from './askedAll.js';
import type { MatchOptions } from './matchOptions.js';
import { partnersOf } from './partnerQueries.js';

export interface SamplePartners {
  readonly clips: readonly Clip[];
  /** Partners in the role that has fewer of them. */
  readonly fewest: number;
}

/** All clips that could accompany the seed by the rule of the method: the matched sample is one of those found, not one of the best. */
export async function samplePartners(
  { catalogue, useDoubtful }: Pick<MatchOptions, 'catalogue' | 'useDoubtful'>,
  seed: Clip,
): Promise<SamplePartners> {
  const of = async (role: 'harmonic' | 'percussion'): Promise<readonly Clip[]> => {
    const queries = partnersOf(seed, role, { useDoubtful, rule: methodRule });
    const found = await askedAll(queries, (query) => catalogue.queryClips(query));
    return found.filter((clip) => !sameRecording(seed, clip));
  };
  const [harmonic, percussion] = [await of('harmonic'), await of('percussion')];
  const byId = new Map([...harmonic, ...percussion].map((clip) => [clip.clipId, clip]));
  return { clips: [...byId.values()], fewest: Math.min(harmonic.length, percussion.length) };
}
