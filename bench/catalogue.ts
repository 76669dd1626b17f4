import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clipTable } from '../src/adapters/sqlite/clipTable.js';
import { openDatabase } from '../src/adapters/sqlite/openDatabase.js';
import { sqliteCatalogue } from '../src/adapters/sqlite/sqliteCatalogue.js';
import type { Clip } from '../src/domain/clip.js';
import { randomFrom, type Random } from '../src/domain/random.js';
import type { Catalogue } from '../src/ports/catalogue.js';
import type { BenchRow } from './benchRow.js';

const count = 100_000;
const queries = 200;
const puts = 200;

/** A clip of a made-up song of 60 to 180 bpm, as big as a real one: 65 beats and six blob references. */
export function madeClip(n: number, random: Random): Clip {
  const bpm = random.range(60, 180);
  const clipId = `${random
    .int(2 ** 32)
    .toString(16)
    .padStart(8, '0')}-${n}`;
  const blob = (name: string) => ({
    key: `clips/${clipId}/${name}`,
    size: 4_000_000,
    sha256: 'a5'.repeat(32),
  });
  return {
    schema: 1,
    clipId,
    trackId: `track-${Math.floor(n / 2)}`,
    ordinal: n % 2,
    featuresVersion: 'bench',
    source: { uri: `/music/${n}.mp3`, title: `Song ${n}`, artist: `Artist ${n % 1000}` },
    region: { start: random.range(0, 100), duration: 40 },
    grid: {
      bpm,
      meter: random.next() < 0.9 ? 4 : 3,
      beats: Array.from({ length: 65 }, (_, beat) => 1.234 + (beat * 60) / bpm),
      downbeats: Array.from({ length: 17 }, (_, bar) => bar * 4),
      confidence: random.next(),
    },
    bars: 16,
    key: { tonic: random.int(12), mode: random.next() < 0.6 ? 'major' : 'minor' },
    tuning: 0,
    keyConfidence: random.next(),
    vocalActivity: random.next(),
    loudness: { vocal: -21.5, harmonic: -18.25, percussion: -19.75 },
    supplies: { vocal: random.next() < 0.7, harmonic: true, percussion: random.next() < 0.9 },
    trusted: random.next() < 0.85,
    doubts: [],
    stems: {
      vocal: blob('vocal.flac'),
      harmonic: blob('harmonic.flac'),
      percussion: blob('percussion.flac'),
    },
    features: { chroma: blob('chroma.npy'), onsets: blob('onsets.npy'), bands: blob('bands.npy') },
    separator: { name: 'bench', licence: 'none' },
  };
}

interface Spent {
  /** ms on the clock. */
  readonly wall: number;
  /** ms of processor time, in which other work on the machine does not count. */
  readonly cpu: number;
}

async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

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
