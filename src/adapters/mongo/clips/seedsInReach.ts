import type { WithId } from 'mongodb';
import type { ReachRule, SeedInReach, SeedPage } from '../../../ports/catalogue.js';
import { logTempo } from '../../shared/logTempo.js';
import { storedClip } from '../../shared/stored/storedClip.js';
import { unhurried } from '../../shared/unhurried.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { MongoPlace } from '../connection/mongoPlace.js';
import type { ClipDocument } from './clipDocument.js';
import { walkIndex } from './clipIndexes.js';
import { clipRule } from './clipRule.js';
import { tempoRange } from './tempoRange.js';

/** A page of the voices that meet a rule, by tempo, then by id, with what is remembered of them. */
export async function seedsInReach(
  place: MongoPlace,
  rule: ReachRule,
  page: SeedPage,
): Promise<readonly SeedInReach[]> {
  const found = await voicesOf(place, rule, page);
  const { seeds } = place.collections;
  const states = await findUpTo(
    seeds,
    { _id: { $in: found.map(({ _id }) => _id) } },
    { limit: found.length, fields: ['scorer', 'harmonic', 'percussion'] },
  );
  const stateOf = new Map(
    states.map(({ _id, scorer, harmonic, percussion }) => [
      _id,
      { scorer, thresholds: { harmonic, percussion } },
    ]),
  );
  return unhurried(found, ({ _id, json }) => ({ clip: storedClip(json, place), state: stateOf.get(_id) }));
}

/** First the rest of the last tempo of the page before, then what is faster. */
async function voicesOf(
  { collections: { clips } }: MongoPlace,
  rule: ReachRule,
  { after, limit }: SeedPage,
): Promise<readonly WithId<ClipDocument>[]> {
  const filter = clipRule(rule, 'vocal');
  const options = { fields: ['json'], hint: walkIndex('vocal', false) };
  const range = rule.tempo && tempoRange(rule.tempo);
  const low = range ? logTempo(range.slowest) - 1 : -Infinity;
  const high = range ? logTempo(range.fastest) + 1 : Infinity;
  const last = after ? logTempo(after.grid.bpm) : undefined;
  const rest =
    after && last !== undefined
      ? await findUpTo(
          clips,
          { ...filter, logTempo: last, _id: { $gt: after.clipId } },
          { ...options, limit, sort: { _id: 1 } },
        )
      : [];
  const faster = { ...(last === undefined ? { $gte: low } : { $gt: Math.max(last, low) }), $lte: high };
  const next = await findUpTo(
    clips,
    { ...filter, logTempo: faster },
    { ...options, limit: limit - rest.length, sort: { logTempo: 1, _id: 1 } },
  );
  return [...rest, ...next];
}
