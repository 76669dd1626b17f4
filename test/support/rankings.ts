import { rankingSchema, type Ranking } from '../../src/domain/mashup.js';
import type { TopologyDriver } from './topologyDriver.js';

/** The standing ranking of every seed. */
export async function rankingsOf(driver: Pick<TopologyDriver, 'table'>): Promise<Record<string, Ranking>> {
  const records = await driver.table('mashups');
  return Object.fromEntries(records.map(({ key, json }) => [key, rankingSchema.parse(json)]));
}

/** The clips that accompany a seed, in the order of the ranking. */
export const partnersIn = ({ mashups }: Ranking): string[] => [
  ...new Set(
    mashups.flatMap(({ parts }) => parts.filter(({ role }) => role !== 'vocal').map(({ clipId }) => clipId)),
  ),
];
