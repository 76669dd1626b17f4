import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../src/adapters/files/fileWorkspaces.js';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { stageMetrics } from '../../src/adapters/prometheus/stageMetrics.js';
import { featuresVersion } from '../../src/domain/featuresVersion.js';
import { errorCodes, PipelineError } from '../../src/errors.js';
import { silentObserver, type StageObserver } from '../../src/metrics.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import { ingestTopologies } from '../../src/topologies/ingest.js';
import { matchTopologies } from '../../src/topologies/match.js';
import type { Running } from '../../src/topologies/run.js';
import type { Topology } from '../../src/topologies/topology.js';
import { matchOptions } from '../support/matchOptions.js';
import { plainScorer } from '../support/plainScorer.js';
import { partnersIn, rankingsOf } from '../support/rankings.js';
import { tellingTools, type TellingTools } from '../support/tellingTools.js';
import { quiet } from '../support/quiet.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';
import { until } from '../support/until.js';
import { untilIdle } from '../support/untilIdle.js';

const directory = temporaryDirectory();
let round = 0;
let driver: TopologyDriver;
let tools: TellingTools;
let blobs: BlobStore;
beforeEach(() => {
  driver = topologyDriver();
  tools = tellingTools();
  blobs = fileBlobStore(directory(`blobs ${(round += 1)}`));
});
afterEach(() => driver.close());

/** Both topologies over telling tools; all parts are worth the same. */
function topologies(
  observer: StageObserver = silentObserver,
  separator: TellingTools['separator'] = tools.separator,
): readonly Topology[] {
  const ingest = {
    ...{ ...tools, separator, observer, blobs, clock: systemClock, catalogue: driver.catalogue },
    ...{ workspaces: fileWorkspaces(directory(`work ${round}`)), maxDuration: 600, clipsPerTrack: 1 },
    featuresVersion,
  };
  const changes = { observer, enoughPartners: 1, scorers: holdScorer(plainScorer()) };
  return [...ingestTopologies(ingest), ...matchTopologies(matchOptions(driver, blobs, changes))];
}
const publish = (id: string, uri = `/${id}.mp3`, more: object = {}): Promise<void> =>
  driver.publish('tracks', id, { schema: 1, uri, ...more });
const withdraw = (id: string): Promise<void> => driver.publish('tracks', id, null);

/** How much there is of everything. */
async function left(): Promise<Record<string, number>> {
  const count = async (topic: 'clips' | 'mashups' | 'rerank'): Promise<number> =>
    (await driver.table(topic)).length;
  return {
    tracks: (await driver.catalogue.listTracks({ limit: 100 })).length,
    clips: await driver.catalogue.countClips(),
    blobs: (await blobs.list('')).length,
    announced: await count('clips'),
    rankings: await count('mashups'),
    requests: await count('rerank'),
  };
}
const nothing = { tracks: 0, clips: 0, blobs: 0, announced: 0, rankings: 0, requests: 0 };

describe('removing a song', () => {
  it('takes it with all that came of it, and its places in the rankings of others', async () => {
    for (const id of ['a', 'b', 'c']) await publish(id);
    await driver.settle(topologies());
    const before = await left();
    expect(before).toMatchObject({ tracks: 3, clips: 3, announced: 3, rankings: 3 });
    await withdraw('b');
    await driver.settle(topologies());
    expect(await left()).toMatchObject({ tracks: 2, clips: 2, announced: 2, rankings: 2, requests: 2 });
    expect((await left())['blobs']).toBe((before['blobs'] / 3) * 2);
    const clips = (await driver.catalogue.listTracks({ limit: 100 })).flatMap(({ clipIds }) => clipIds);
    for (const [seed, ranking] of Object.entries(await rankingsOf(driver)))
      expect(partnersIn(ranking)).toEqual(clips.filter((clip) => clip !== seed));
    for (const id of ['a', 'c']) await withdraw(id);
    await driver.settle(topologies());
    expect(await left()).toEqual(nothing);
  });

  it('waits for its ingest, where that is under way, and leaves nothing', async () => {
    let goOn: () => void = () => undefined;
    let separating = false;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const separator: TellingTools['separator'] = {
      ...tools.separator,
      separate: async (...job) => {
        separating = true;
        await gate;
        return tools.separator.separate(...job);
      },
    };
    const running: Running = driver.start(topologies(silentObserver, separator));
    await publish('a');
    await until(() => separating);
    await withdraw('a');
    // It waits for the song; what it waits in is no place of work.
    expect(await quiet(driver.unsettled.count)).toBe(1);
    goOn();
    await untilIdle(running, driver);
    running.stop();
    await running.ended;
    expect(await left()).toEqual(nothing);
    expect(await driver.table('dead-letters')).toEqual([]);
  });

  it('keeps what another name still names, and goes with the last', async () => {
    tools.finds.sound = { '/one.mp3': 'same', '/two.mp3': 'same' };
    for (const id of ['one', 'two']) await publish(id);
    await driver.settle(topologies());
    const before = await left();
    expect(before).toMatchObject({ tracks: 1, clips: 1 });
    await withdraw('one');
    await driver.settle(topologies());
    expect(await left()).toEqual(before);
    await withdraw('two');
    await driver.settle(topologies());
    expect(await left()).toEqual(nothing);
  });

  it('can be done again and undone', async () => {
    await publish('a');
    await withdraw('a');
    await withdraw('a');
    await publish('a');
    await driver.settle(topologies());
    expect(await left()).toMatchObject({ tracks: 1, clips: 1, rankings: 1 });
  });
});

describe('metrics of a whole run', () => {
  it('have the four series of every stage, with what really happened, and labels from closed sets', async () => {
    const probes = { oldestUnsettled: () => 0, unsettled: () => 0, lags: () => Promise.resolve([]) };
    const { registry, observer } = stageMetrics(probes);
    tools.fail('decode', new PipelineError('not-audio', 'no sound'));
    for (const id of ['bad', 'a', 'b']) await publish(id);
    await driver.settle(topologies(observer));
    await publish('a', '/a.mp3', { given: { key: { tonic: 2, mode: 'major' } } });
    await withdraw('b');
    await driver.settle(topologies(observer));
    tools.finds.sound = { '/copy.mp3': '/a.mp3' };
    await publish('copy', '/copy.mp3', { given: { key: { tonic: 2, mode: 'major' } } });
    await driver.settle(topologies(observer));
    const lines = (await registry.metrics())
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const value = (series: string): number | undefined => {
      const line = lines.find((each) => each.startsWith(`${series} `));
      return line === undefined ? undefined : Number(line.split(' ').at(-1));
    };
    const ingest = [
      ...['identify', 'enter', 'tidy', 'resolve', 'decode', 'separate', 'analyze', 'index', 'complete'],
      ...['reload', 'keep', 'remove', 'forget track', 'look again'],
    ];
    const match = [
      ...['notice', 'candidates', 'score', 'rank', 'samples', 'announce', 'remember'],
      ...['withdraw', 'forget seed'],
    ];
    const of = (stage: string): (number | undefined)[] => [
      value(`mashstream_stage_duration_seconds_count{stage="${stage}"}`),
      value(`mashstream_stage_emitted_total{stage="${stage}"}`),
    ];
    for (const stage of [...ingest, ...match]) {
      expect([stage, of(stage)[0]]).not.toEqual([stage, 0]);
      expect([stage, value(`mashstream_stage_in_flight{stage="${stage}"}`)]).toEqual([stage, 0]);
      expect([stage, of(stage)[1]]).toEqual([stage, expect.any(Number)]);
      const failed = lines.filter((line) =>
        line.startsWith(`mashstream_stage_failed_total{stage="${stage}"`),
      );
      expect([stage, failed.length]).not.toEqual([stage, 0]);
    }
    expect([of('identify'), of('enter'), of('resolve'), of('decode'), of('separate'), of('index')]).toEqual([
      [6, 6],
      [6, 6],
      [6, 6],
      [3, 2],
      [2, 2],
      [3, 3],
    ]);
    expect(value('mashstream_stage_failed_total{stage="decode",code="not-audio"}')).toBe(1);
    const labels = lines.flatMap((line) =>
      [...line.matchAll(/(\w+)="([^"]*)"/g)].map((found) => found.slice(1)),
    );
    const closed: Record<string, readonly string[]> = { stage: [...ingest, ...match], code: errorCodes };
    for (const [name, text] of labels) if (name !== 'le') expect(closed[name]).toContain(text);
  });
});
