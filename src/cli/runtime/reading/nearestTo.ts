import { searchRule } from '../../../mashability/conditions/matchRule.js';
import type { Config } from '../../../config.js';
import type { Clip } from '../../../domain/clip.js';
import { nearestMiss } from '../../../mashability/conditions/nearestMiss.js';
import { leftOut } from '../../../operators/match/selection.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { missText } from '../../results/remarks/missText.js';

/** The nearest so many are looked at, of each role. */
const looked = 512;

/** Who came nearest to accompanying a voice without meeting the rule, in words; undefined where each role has somebody who meets it. */
export async function nearestTo(
  seed: Clip,
  catalogue: Pick<Catalogue, 'queryClips'>,
  config: Config,
): Promise<string | undefined> {
  const near = await Promise.all(
    (['harmonic', 'percussion'] as const).map((supplies) =>
      catalogue.queryClips({
        ...{ supplies, trustedOnly: !config.useDoubtful, excludeTrackId: seed.trackId, limit: looked },
        key: { of: seed.key, semitones: 6 },
        tempo: { of: seed.grid.bpm, low: 0, high: Infinity },
      }),
    ),
  );
  const candidates = new Map(near.flat().map((clip) => [clip.clipId, clip]));
  const usable = [...candidates.values()].filter((clip) => !leftOut(config, clip));
  const miss = nearestMiss(seed, usable, searchRule(config));
  return miss && missText(miss, config);
}
