import { lastValueFrom, toArray } from 'rxjs';
import type { State } from '../../../../src/cli/runtime/wiring/openState.js';
import type { Clip } from '../../../../src/domain/clip.js';
import { rankingSchema } from '../../../../src/domain/mashup.js';
import type { LogRecord } from '../../../../src/ports/log.js';

/** Of each voice its mashups, best first: what they are made of and how good they are, not when they were found. */
export type Rankings = Readonly<Record<string, readonly unknown[]>>;

type Kept = Pick<State, 'log' | 'catalogue' | 'blobs'>;

/** The rankings as they stand. */
export async function rankingsIn({ log }: Pick<Kept, 'log'>): Promise<Rankings> {
  const newest = new Map<string, LogRecord>();
  for (const record of await recordsOf(log, 'mashups')) newest.set(record.key, record);
  const standing = [...newest].flatMap(([seed, { value }]) => {
    if (value === null) return [];
    const { mashups } = rankingSchema.parse(JSON.parse(new TextDecoder().decode(value)));
    return [[seed, mashups.map(({ mashupId, parts, score }) => ({ mashupId, parts, score }))] as const];
  });
  return Object.fromEntries(standing.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Dead letters, in no particular order. */
export const lettersIn = ({ log }: Pick<Kept, 'log'>): Promise<readonly LogRecord[]> =>
  recordsOf(log, 'dead-letters');

/** All that the topic holds from its beginning on. */
export async function recordsOf(log: Kept['log'], topic: string): Promise<readonly LogRecord[]> {
  const since = (await log.end(topic)).map(() => 0);
  return lastValueFrom(log.readTable(topic, { since }).pipe(toArray()));
}

/** Blobs that a clip refers to and that are missing, or not what they were. */
export async function badBlobsIn({ catalogue, blobs }: Kept): Promise<readonly string[]> {
  const bad: string[] = [];
  for (const ref of (await catalogue.scanClips('', 10_000)).flatMap(refsOf))
    if (!(await blobs.isWhole(ref))) bad.push(ref.key);
  return bad;
}

const refsOf = ({ stems, features }: Clip): readonly NonNullable<Clip['stems']['vocals']>[] =>
  [...Object.values(stems), ...Object.values(features)].flatMap((ref) => ref ?? []);

/** What became of each publisher's id that was ever published: `indexed`, the codes of its dead letters, or `lost`. */
export async function fatesIn(kept: Kept): Promise<Readonly<Record<string, string>>> {
  const ids = new Set((await recordsOf(kept.log, 'tracks')).map(({ key }) => key));
  const letters = await lettersIn(kept);
  const fates: Record<string, string> = {};
  for (const id of ids) {
    const entered = (await kept.catalogue.getPublications([id])).at(0);
    const track = entered?.trackId == null ? undefined : await kept.catalogue.getTrack(entered.trackId);
    const codes = letters.filter(({ key }) => key === id).map(({ headers }) => headers['error.code']);
    fates[id] = track?.complete === true ? 'indexed' : codes.join() || 'lost';
  }
  return fates;
}
