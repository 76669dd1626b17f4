import type { Log } from '../../ports/log.js';
import type { IsHeld } from '../out/moveOlder.js';
import { rankingIn } from './rankingChanges.js';

/** Looks up one ranking a question. */
export const isHeld =
  (log: Log): IsHeld =>
  async (seedClipId, mashupId) => {
    const record = (await log.newestOf('mashups', [seedClipId])).get(seedClipId);
    const ranking = record && rankingIn(record);
    return ranking?.mashups.some((mashup) => mashup.mashupId === mashupId) ?? false;
  };
