import { isDeepStrictEqual } from 'node:util';
import { storeFaults } from '../../../src/cli/check/storeFaults.js';
import {
  badBlobsIn,
  fatesIn,
  lettersIn,
  rankingsIn,
  type Rankings,
} from '../../../test/services/cluster/support/readings.js';
import type { World } from '../../../test/services/cluster/support/world.js';

export interface Judgement {
  readonly tracks: number;
  readonly indexed: number;
  readonly rankings: number;
  readonly equal: number;
  readonly letters: number;
  /** Blobs that are missing or not what they were, of those that songs and clips refer to. */
  readonly badBlobs: number;
  /** Blobs that belong to nothing, clips without a song, rankings without a voice. */
  readonly strays: number;
  /** What should not be, in words. */
  readonly faults: readonly string[];
}

/** Compares what lies on the servers with what the same songs come to in a calm run. */
export async function judge({ state }: World, published: number, calm: Rankings): Promise<Judgement> {
  const fates = Object.entries(await fatesIn(state));
  const other = fates.filter(([, fate]) => fate !== 'indexed');
  const letters = await lettersIn(state);
  const found = await rankingsIn(state);
  const seeds = [...new Set([...Object.keys(calm), ...Object.keys(found)])];
  const different = seeds.filter((seed) => !isDeepStrictEqual(found[seed], calm[seed]));
  const { orphans, lost, strayClips, strayRankings } = await storeFaults(state, { contents: true });
  const bad = new Set([...(await badBlobsIn(state)), ...lost.flatMap(({ keys }) => keys)]);
  const strays = [...orphans, ...strayClips, ...strayRankings];
  const faults = [
    ...(fates.length === published ? [] : [`${published} songs were published, ${fates.length} are known`]),
    ...other.map(([id, fate]) => `${id}: ${fate}`),
    ...letters.map(({ key, headers }) => `dead letter of ${key}: ${JSON.stringify(headers)}`),
    ...different.map((seed) => `the ranking of ${seed} is ${differenceOf(found[seed], calm[seed])}`),
    ...[...bad].map((key) => `damaged: ${key}`),
    ...strays.map((key) => `belongs to nothing: ${key}`),
  ];
  return {
    tracks: fates.length,
    indexed: fates.length - other.length,
    rankings: seeds.length,
    equal: seeds.length - different.length,
    letters: letters.length,
    badBlobs: bad.size,
    strays: strays.length,
    faults,
  };
}

function differenceOf(found: readonly unknown[] | undefined, calm: readonly unknown[] | undefined): string {
  if (found === undefined) return 'missing';
  if (calm === undefined) return 'one that a calm run does not have';
  const at = found.findIndex((mashup, i) => !isDeepStrictEqual(mashup, calm[i]));
  return `different from place ${at + 1} on: ${JSON.stringify(found[at])} in place of ${JSON.stringify(calm[at])}`;
}
