import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clipTable } from '../src/adapters/sqlite/catalogue/clipTable.js';
import { openDatabase } from '../src/adapters/sqlite/database/openDatabase.js';
import { sqliteCatalogue } from '../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { randomFrom, type Random } from '../src/domain/random.js';
import type { Catalogue } from '../src/ports/catalogue.js';
import type { BenchRow } from './benchRow.js';
import { madeClip } from './madeClip.js';
import { spent, type Spent } from './spent.js';

const count = 100_000;
const queries = 200;
const puts = 200;

/** What one query each took. */
async function querying(catalogue: Catalogue, random: Random): Promise<readonly Spent[]> {
  const times: Spent[] = [];
  for (let n = 0; n < queries; n += 1) {
    const query = {
      supplies: n % 2 === 0 ? ('harmonic' as const) : ('percussion' as const),
      ...(n % 2 === 0 && { key: { of: { tonic: random.int(12), mode: 'major' as const }, semitones: 3 } }),
      tempo: { of: random.range(70, 160), low: 0.8, high: 1.2 },
      meter: 4 as const,
      trustedOnly: true,
      excludeTrackId: `track-${random.int(count / 2)}`,
      limit: 512,
    };
    times.push(await spent(() => catalogue.queryClips(query)));
  }
  return times;
}

/** The catalogue on a disk with 100,000 clips: filling it, and the queries of a seed for 512 partners. */
export async function catalogueBench(): Promise<readonly BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-bench-'));
  const db = openDatabase(join(dir, 'mashstream.db'));
  try {
    const catalogue = sqliteCatalogue(db);
    const random = randomFrom('bench', 'catalogue');
    const clips = clipTable(db);
    db.transaction(() => {
      for (let n = 0; n < count; n += 1) clips.put(madeClip(n, random));
    });
    const putting = await spent(async () => {
      for (let n = 0; n < puts; n += 1) await catalogue.putClip(madeClip(count + n, random));
    });
    const times = await querying(catalogue, random);
    const at = (kind: keyof Spent, share: number): number =>
      times.map((each) => each[kind]).sort((a, b) => a - b)[Math.floor((queries - 1) * share)];
    const what = 'catalogue: 512 of 100,000 clips by key and tempo';
    return [
      { name: 'catalogue: put a clip, durably', value: putting.wall / puts, unit: 'ms' },
      { name: `${what}, median`, value: at('wall', 0.5), unit: 'ms' },
      { name: `${what}, 95th percentile`, value: at('wall', 0.95), unit: 'ms' },
      { name: `${what}, median of processor time`, value: at('cpu', 0.5), unit: 'ms' },
    ];
  } finally {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const { name, value, unit } of await catalogueBench())
    console.log(`${name}: ${value.toPrecision(3)} ${unit}`);
