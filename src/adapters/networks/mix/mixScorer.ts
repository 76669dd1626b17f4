import { featuresVersion } from '../../../domain/featuresVersion.js';
import { posteriorOf, type Calibration } from '../../../domain/learning/calibration.js';
import type { Clip } from '../../../domain/clip.js';
import type { Role } from '../../../domain/role.js';
import type { Seconds } from '../../../domain/units.js';
import type { Score, Scorer } from '../../../ports/scorer.js';
import type { HeardStore } from './heardStore.js';
import type { HeardStem, MixNetwork } from './mixNetwork.js';

export interface MixScorerOptions {
  readonly name: string;
  /** Of the model. */
  readonly version: string;
  readonly network: MixNetwork;
  readonly heard: HeardStore;
  /** The beats of a clip's role as it is played under the voice of a seed, on the clock of its audio. */
  readonly beatsOf: (clip: Clip, role: Role, seed: Clip) => readonly Seconds[];
  /** What chooses the parts that the network hears, and counts beside it for `ruleWeight`. */
  readonly rule: Scorer;
  readonly weight: number;
  readonly ruleWeight: number;
  /** Left out: the network's own posterior. */
  readonly calibration?: Calibration;
}

const plain: Calibration = { a: -1, b: 0 };

/** PreMixNet or PostMixNet: a score is made of the log-odds of *good*, since posteriors near 1 are all alike; the posterior is among its axes. */
export function mixScorer(options: MixScorerOptions): Scorer {
  const { name, version, network, heard, beatsOf, rule, weight, ruleWeight, calibration = plain } = options;
  const stem = (clip: Clip, role: Role, seed: Clip) => ({ clip, role, beats: beatsOf(clip, role, seed) });
  return {
    ...{ name, version: ruleWeight > 0 ? `${version}+${rule.name}${rule.version}` : version },
    features: featuresVersion,
    prepare: (stems) => rule.prepare(stems),
    preScore: (pairs) => rule.preScore(pairs),
    ...(rule.bound && { bound: rule.bound }),
    async score(seed, harmonics, percussions) {
      if (harmonics.length === 0 || percussions.length === 0) return harmonics.map(() => []);
      const [voice, harmony, drums] = await Promise.all([
        heard.of(stem(seed, 'vocal', seed), 0),
        Promise.all(harmonics.map(({ clip, shift }) => heard.of(stem(clip, 'harmonic', seed), shift))),
        Promise.all(percussions.map((clip) => heard.of(stem(clip, 'percussion', seed), 0))),
      ]);
      const odds = await oddsOf(network, { voice, harmony, drums });
      const byRule = ruleWeight > 0 ? await rule.score(seed, harmonics, percussions) : undefined;
      return odds.map((row, h) =>
        row.map((each, p): Score => {
          const other = byRule?.[h][p];
          const axes = { ...other?.axes, network: each, posterior: posteriorOf(calibration, each) };
          return { score: weight * each + ruleWeight * (other?.score ?? 0), axes };
        }),
      );
    },
    open: () => network.open(),
    close: async () => {
      await Promise.all([network.close(), rule.close(), heard.settled()]);
    },
  };
}

interface Heard {
  readonly voice: HeardStem;
  readonly harmony: readonly HeardStem[];
  readonly drums: readonly HeardStem[];
}

/** A mashup is as long as its shortest part, whatever stands beside it: parts are judged with those that are cut as they are. */
async function oddsOf(
  network: MixNetwork,
  { voice, harmony, drums }: Heard,
): Promise<readonly (readonly number[])[]> {
  const odds = harmony.map(() => drums.map(() => NaN));
  const lengthOf = (part: HeardStem): number => Math.min(voice.length, part.length);
  for (const [a, some] of byLength(harmony, lengthOf))
    for (const [b, others] of byLength(drums, lengthOf)) {
      const length = Math.min(a, b);
      const cut = (part: HeardStem): HeardStem => part.subarray(0, length);
      const found = await network.judge({
        vocal: cut(voice),
        harmonics: some.map((h) => cut(harmony[h])),
        percussions: others.map((p) => cut(drums[p])),
      });
      some.forEach((h, i) => others.forEach((p, j) => (odds[h][p] = found[i * others.length + j])));
    }
  return odds;
}

/** Places of the parts that are cut to each length. */
function byLength(
  parts: readonly HeardStem[],
  lengthOf: (part: HeardStem) => number,
): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [i, part] of parts.entries())
    groups.set(lengthOf(part), [...(groups.get(lengthOf(part)) ?? []), i]);
  return groups;
}
