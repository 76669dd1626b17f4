import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { amuScorer } from '../../src/adapters/rules/amuScorer.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { featureStore } from '../../src/adapters/features/featureStore.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { requestRankings } from '../../src/cli/runtime/session/requestRankings.js';
import type { Clip } from '../../src/domain/clip.js';
import { sampleSchema } from '../../src/domain/learning/sample.js';
import type { MatchOptions } from '../../src/operators/match/matchOptions.js';
import { matchTopologies } from '../../src/topologies/match.js';
import { storedClip, type ClipShape } from '../support/clips.js';
import { matchOptions } from '../support/matchOptions.js';
import { rankingsOf } from '../support/rankings.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';
import { untilIdle } from '../support/untilIdle.js';

const directory = temporaryDirectory();
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

/** A dozen clips around 110 bpm in keys that partly fit; each as it is first and as it is after a correction. */
const shapeOf = (n: number, corrected: boolean): ClipShape => ({
  bpm: 96 + 3 * n + (corrected ? 2.5 : 0),
  tonic: (n * 5 + (corrected ? 2 : 0)) % 12,
  vocal: n % 4 !== 3,
  ...(n === 5 && { meter: 3 as const }),
});

/** What happens to a clip: it comes (in its first form or corrected), or goes; in the end each is where `final` says. */
type Final = 'first' | 'corrected' | 'gone';
type Step = { readonly clip: number; readonly to: Final } | 'pause' | 'kill';

/** All that happens to one clip, in order, ending at its final place. */
const historyOf = (final: Final): fc.Arbitrary<Final[]> =>
  fc
    .array(fc.constantFrom<Final>('first', 'corrected', 'gone'), { maxLength: 2 })
    .map((before) => [...before, final]);

/** Histories of all clips, laced in any order, with pauses (the run goes on a while) and kills between. */
const anyHistory = (finals: readonly Final[]): fc.Arbitrary<Step[]> =>
  fc
    .tuple(fc.tuple(...finals.map(historyOf)), fc.infiniteStream(fc.nat(1_000_000)))
    .map(([histories, random]) => {
      const left = histories.map((history) => [...history]);
      const steps: Step[] = [];
      for (const pick of random) {
        const open = left.flatMap((history, clip) => (history.length > 0 ? [clip] : []));
        if (open.length === 0) return steps;
        const clip = open[pick % open.length];
        const [to] = left[clip].splice(0, 1);
        steps.push({ clip, to });
        if (pick % 7 === 0) steps.push('pause');
        if (pick % 11 === 0) steps.push('kill');
      }
      return steps;
    });

interface World {
  readonly path: string;
  readonly clips: Readonly<Record<Exclude<Final, 'gone'>, readonly Clip[]>>;
  readonly options: (driver: TopologyDriver) => MatchOptions;
}

async function makeWorld(): Promise<World> {
  const blobs = fileBlobStore(directory('blobs'));
  const make = (corrected: boolean): Promise<Clip[]> =>
    Promise.all(
      names.map(async (name, n) => {
        const clip = await storedClip(
          `${name}${corrected ? ' corrected' : ''}`,
          shapeOf(n, corrected),
          blobs,
        );
        return { ...clip, clipId: name, trackId: `track ${name}` };
      }),
    );
  const scorer = amuScorer(featureStore(blobs));
  return {
    path: directory('log.db'),
    clips: { first: await make(false), corrected: await make(true) },
    options: (driver) => matchOptions(driver, blobs, { scorers: holdScorer(scorer) }),
  };
}

/** What ingest does when a clip comes, is corrected or goes. */
async function happen(driver: TopologyDriver, { clips }: World, step: Exclude<Step, string>): Promise<void> {
  const name = names[step.clip];
  if (step.to === 'gone') {
    await driver.catalogue.removeClip(name);
    for (const topic of ['mashups', 'rerank', 'clips'] as const) await driver.publish(topic, name, null);
    return;
  }
  const clip = clips[step.to][step.clip];
  await driver.catalogue.putClip(clip);
  await driver.publish('clips', name, clip);
}

interface End {
  readonly rankings: unknown;
  /** Recipes at the end, by seed and label. */
  readonly samples: readonly string[];
}

/** Plays a history over one database file, killed and begun again on the way; what stands at the end, all work done. */
async function play(world: World, steps: readonly Step[]): Promise<End> {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${world.path}${ending}`, { force: true });
  const begin = (): { driver: TopologyDriver; running: ReturnType<TopologyDriver['start']> } => {
    const driver = topologyDriver(openDatabase(world.path));
    return { driver, running: driver.start(matchTopologies(world.options(driver))) };
  };
  let { driver, running } = begin();
  for (const step of steps) {
    if (step === 'pause') await new Promise((resolve) => setTimeout(resolve, 8));
    else if (step === 'kill') {
      // The connection is cut with the work in hand: what it wrote stands, nothing more is written or committed.
      driver.cut();
      running.stop();
      await running.ended.catch(() => undefined);
      ({ driver, running } = begin());
    } else await happen(driver, world, step);
  }
  await untilIdle(running, driver);
  await requestRankings(driver.log, world.options(driver), { why: 'drain' });
  await untilIdle(running, driver);
  const rankings = Object.fromEntries(
    Object.entries(await rankingsOf(driver)).map(([seed, { mashups, scorer }]) => [
      seed,
      { mashups, scorer },
    ]),
  );
  const samples = (await driver.table('training-samples')).map(({ json }) => {
    const { recipe, label } = sampleSchema.parse(json);
    return `${recipe.seedClipId} ${label}`;
  });
  running.stop();
  await running.ended;
  await driver.close();
  return { rankings, samples: samples.sort() };
}

/** Where the clips are in the end: most as corrected or as they came, some gone. */
const finals: readonly Final[] = names.map((_, n) =>
  n % 5 === 4 ? 'gone' : n % 3 === 0 ? 'corrected' : 'first',
);

describe('the final answer', { timeout: 120_000 }, () => {
  it('does not depend on the order of arrival, nor on corrections, removals and kills on the way', async () => {
    const world = await makeWorld();
    const plainly = finals.flatMap((to, clip): Step[] => (to === 'gone' ? [] : [{ clip, to }]));
    const expected = await play(world, plainly);
    const seeds = finals.flatMap((to, n) => (to !== 'gone' && n % 4 !== 3 ? [names[n]] : []));
    expect(Object.keys(expected.rankings as object).sort()).toEqual(seeds);
    expect(expected.samples.length).toBeGreaterThan(3);
    await fc.assert(
      fc.asyncProperty(anyHistory(finals), async (steps) => {
        const { rankings, samples } = await play(world, steps);
        expect(rankings).toEqual(expected.rankings);
        // Seeds that are gone may have left samples; those that stand have exactly three, in equal shares.
        const standing = samples.filter((sample) => seeds.includes(sample.split(' ')[0]));
        expect(standing).toEqual(expected.samples);
      }),
      { numRuns: 12 },
    );
  });
});
