import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { clipTable } from '../src/adapters/sqlite/catalogue/clipTable.js';
import { openDatabase } from '../src/adapters/sqlite/database/openDatabase.js';
import { seedTable } from '../src/adapters/sqlite/catalogue/seedTable.js';
import { openState, type State } from '../src/cli/runtime/wiring/openState.js';
import { matchOptionsOf } from '../src/cli/runtime/wiring/matchOptionsOf.js';
import { scorersOf } from '../src/cli/runtime/wiring/scorersOf.js';
import { configSchema } from '../src/config.js';
import { digestOf, stamped, type Clip } from '../src/domain/clip.js';
import type { SeedState } from '../src/ports/seedState.js';
import { randomFrom } from '../src/domain/random.js';
import { silentObserver } from '../src/metrics.js';
import { termsNow, type MatchOptions } from '../src/operators/match/matchOptions.js';
import { matchTopologies } from '../src/topologies/match.js';
import { run } from '../src/topologies/run.js';
import { trackUnsettled } from '../src/topologies/unsettled.js';
import type { BenchRow } from './benchRow.js';
import { featureSets } from './featureSets.js';
import { madeClip } from './madeClip.js';

const count = 5000;
const arriving = 20;
/** Sets of features that the clips share: what they hold makes no difference to the time. */
const sets = 20;
/** As after its ranking, with shortlists that no further clip enters: what is measured is the looking, and the rankings of the new voices. */
const ranked = (options: MatchOptions, clip: Clip): SeedState => ({
  ...{ seedClipId: clip.clipId, digest: digestOf(clip), scorer: termsNow(options), order: 0, revision: 0 },
  ...{ shortlist: [], partners: '', sampled: 1, cut: false, missed: false, best: null },
  thresholds: { harmonic: 9, percussion: 9 },
});

/** Enters clips and what is remembered of the voices among them, without waiting for the disk each time. */
function fill(dir: string, made: (n: number) => Clip, options: MatchOptions): void {
  const db = openDatabase(join(dir, 'mashstream.db'));
  const [clips, seeds] = [clipTable(db), seedTable(db)];
  db.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      const clip = made(n);
      clips.put(clip);
      if (clip.supplies.vocal) seeds.put(ranked(options, clip));
    }
  });
  db.close();
}

async function matchAll(state: State, options: MatchOptions): Promise<void> {
  const { log, attempts, clock } = state;
  const unsettled = trackUnsettled(clock);
  const running = run({ topologies: matchTopologies(options), log, attempts, unsettled });
  while (!(await running.idle())) await wait(20);
  await running.drain();
}

/** The longest that matching holds the event loop: 20 clips arrive among 5,000, whose voices are ranked. */
export async function eventLoopBench(): Promise<readonly BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-bench-'));
  const state = openState(dir, 'run');
  try {
    const config = configSchema.parse({ data: dir, scorer: 'fit' });
    const terms = { orderOf: () => 0, newest: () => '' };
    const options = matchOptionsOf(
      { config, state, scorers: scorersOf(config, state), terms },
      silentObserver,
    );
    const features = await featureSets(state.blobs, sets);
    const random = randomFrom('bench', 'eventLoop');
    const enter = async (n: number): Promise<Clip> => {
      const clip = stamped({ ...madeClip(n, random), features: features[n % sets] });
      await state.catalogue.putClip(clip);
      return clip;
    };
    fill(dir, (n) => ({ ...madeClip(n, random), features: features[n % sets] }), options);
    const held = monitorEventLoopDelay({ resolution: 1 });
    const began = performance.now();
    held.enable();
    for (let n = 0; n < arriving; n += 1) {
      const clip = await enter(count + n);
      await state.log.append('clips', [
        { key: clip.clipId, value: new TextEncoder().encode(JSON.stringify(clip)) },
      ]);
    }
    await matchAll(state, options);
    held.disable();
    const what = `matching ${arriving} clips that arrive among ${count}`;
    return [
      { name: `${what}: longest hold of the event loop`, value: held.max / 1e6, unit: 'ms' },
      { name: `${what}: 99th percentile of holds`, value: held.percentile(99) / 1e6, unit: 'ms' },
      {
        name: `${what}: a clip, until all rankings follow`,
        value: (performance.now() - began) / arriving,
        unit: 'ms',
      },
    ];
  } finally {
    await state.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await eventLoopBench());
