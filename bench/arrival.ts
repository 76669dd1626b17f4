import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { clipTable } from '../src/adapters/sqlite/catalogue/clipTable.js';
import { seedTable } from '../src/adapters/sqlite/catalogue/seedTable.js';
import { openDatabase } from '../src/adapters/sqlite/database/openDatabase.js';
import { matchOptionsOf } from '../src/cli/runtime/wiring/matchOptionsOf.js';
import { openState, type State } from '../src/cli/runtime/wiring/openState.js';
import { scorersOf } from '../src/cli/runtime/wiring/scorersOf.js';
import { configSchema } from '../src/config.js';
import { digestOf, stamped, type Clip } from '../src/domain/clip.js';
import { randomFrom } from '../src/domain/random.js';
import { silentObserver } from '../src/metrics.js';
import { termsNow, type MatchOptions } from '../src/operators/match/matchOptions.js';
import { seedsFor } from '../src/operators/match/partnerQueries.js';
import type { SeedState } from '../src/ports/seedState.js';
import { matchTopologies } from '../src/topologies/match.js';
import { run } from '../src/topologies/run.js';
import { trackUnsettled } from '../src/topologies/unsettled.js';
import type { BenchRow } from './benchRow.js';
import { featureSets } from './featureSets.js';
import { madeClip } from './madeClip.js';

const sets = 20;
const arriving = 10;

/** As after its ranking, with shortlists that hardly any further clip enters. */
const ranked = (options: MatchOptions, clip: Clip): SeedState => ({
  ...{ seedClipId: clip.clipId, digest: digestOf(clip), scorer: termsNow(options), order: 0, revision: 0 },
  ...{ shortlist: [], partners: '', sampled: 1, cut: false, missed: false, best: null },
  thresholds: { harmonic: 9, percussion: 9 },
});

function fill(dir: string, clips: readonly Clip[], options: MatchOptions): void {
  const db = openDatabase(join(dir, 'mashstream.db'));
  const [table, seeds] = [clipTable(db), seedTable(db)];
  db.transaction(() => {
    for (const clip of clips) {
      table.put(clip);
      if (clip.supplies.vocal) seeds.put(ranked(options, clip));
    }
  });
  db.close();
}

/** Voices that a clip could accompany. */
async function inReach(state: State, options: MatchOptions, clip: Clip): Promise<number> {
  let count = 0;
  for (const rule of seedsFor(clip, 'percussion', options)) {
    let after: Clip | undefined;
    do {
      const page = await state.catalogue.seedsInReach(rule, { after, limit: 512 });
      count += page.length;
      after = page.length === 512 ? page.at(-1)?.clip : undefined;
    } while (after);
  }
  return count;
}

/** A clip that comes among `count` ranked ones, whose features are as large as real ones: from its record in the log to all rankings. */
async function arrivalAmong(count: number): Promise<readonly BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-bench-'));
  const state = openState(dir, 'run');
  try {
    const config = configSchema.parse({ data: dir, concurrency: 1, scorer: 'fit' });
    const terms = { orderOf: () => 0, newest: () => '' };
    const scorers = scorersOf(config, state);
    const options = matchOptionsOf({ config, state, scorers, terms }, silentObserver);
    const features = await featureSets(state.blobs, sets);
    const random = randomFrom('bench', 'arrival');
    const made = (n: number): Clip => stamped({ ...madeClip(n, random), features: features[n % sets] });
    fill(
      dir,
      Array.from({ length: count }, (_, n) => made(n)),
      options,
    );
    const unsettled = trackUnsettled(state.clock);
    const running = run({
      topologies: matchTopologies(options),
      log: state.log,
      attempts: state.attempts,
      unsettled,
    });
    let [spent, seeds] = [0, 0];
    for (let n = 0; n < arriving; n += 1) {
      // It has no voice: what is measured is the looking, and no ranking of its own.
      const clip = stamped({
        ...made(count + n),
        supplies: { vocal: false, harmonic: true, percussion: true },
        trusted: true,
      });
      seeds += await inReach(state, options, clip);
      const began = performance.now();
      await state.catalogue.putClip(clip);
      await state.log.append('clips', [
        { key: clip.clipId, value: new TextEncoder().encode(JSON.stringify(clip)) },
      ]);
      while (!(await running.idle())) await wait(2);
      spent += performance.now() - began;
    }
    await running.drain();
    const what = `a new clip among ${count}`;
    return [
      { name: `${what}: arrival to all rankings`, value: spent / arriving, unit: 'ms' },
      { name: `${what}: voices in reach`, value: seeds / arriving, unit: '' },
      { name: `${what}: a voice in reach`, value: spent / seeds, unit: 'ms' },
    ];
  } finally {
    await state.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What a new clip costs among 10,000 and 100,000. */
export const arrivalBench = async (): Promise<readonly BenchRow[]> => [
  ...(await arrivalAmong(10_000)),
  ...(await arrivalAmong(100_000)),
];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(process.argv[2] ? await arrivalAmong(Number(process.argv[2])) : await arrivalBench());
