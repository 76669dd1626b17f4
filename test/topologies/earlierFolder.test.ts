import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { requestAnalyses } from '../../src/cli/runtime/session/requestAnalyses.js';
import { failuresOf } from '../../src/cli/runtime/reading/failuresOf.js';
import { publishedTracks } from '../../src/cli/songs/publishedTracks.js';
import { trackIdOf } from '../../src/domain/ids.js';
import { matchTopologies } from '../../src/topologies/match.js';
import { tracksOf } from '../support/catalogued.js';
import { earlierFolder } from '../support/earlierFolder.js';
import { matchOptions } from '../support/matchOptions.js';
import { plainScorer } from '../support/plainScorer.js';
import { rankingsOf } from '../support/rankings.js';
import { soundWorker, type SoundWorker } from '../support/soundWorker.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { untilIdle } from '../support/untilIdle.js';

const directory = temporaryDirectory();
let round = 0;
let workers: SoundWorker[];
beforeEach(() => (workers = []));
afterEach(async () => {
  for (const worker of workers) await worker.close();
});

const idOf = (sound: string): string => trackIdOf(['mix', `hash of /${sound}.mp3`]);

function workerIn(root: string): SoundWorker {
  const worker = soundWorker(root);
  worker.tools.finds.sound = { '/copy.mp3': '/a.mp3', '/changed.mp3': '/e.mp3' };
  worker.tools.finds.tags = { artist: 'Tagged' };
  workers.push(worker);
  return worker;
}

/** The folder of the earlier version, or a fresh one, opened by this one. */
function open(kind: 'earlier' | 'fresh'): { worker: SoundWorker; root: string } {
  const root = directory(`${kind} ${(round += 1)}`);
  if (kind === 'earlier') earlierFolder(root);
  else mkdirSync(root);
  return { worker: workerIn(root), root };
}

/** Works until nothing waits, ranking included, as a run does: what an earlier version analysed is asked for first. */
async function work(worker: SoundWorker, root: string): Promise<void> {
  const { driver } = worker;
  await requestAnalyses({ state: driver, view: { note: () => undefined } });
  await untilIdle(worker.start(), driver);
  const changes = { enoughPartners: 1, scorers: holdScorer(plainScorer()) };
  await driver.settle(matchTopologies(matchOptions(driver, fileBlobStore(`${root}/blobs`), changes)));
}

const publish = ({ driver }: SoundWorker, id: string, uri: string, more: object = {}): Promise<void> =>
  driver.publish('tracks', id, { schema: 1, uri, ...more });

/** What a person could see: songs, and their rankings. */
async function seen({ driver }: SoundWorker): Promise<unknown> {
  const tracks = (await tracksOf(driver.catalogue)).map((track) => ({ ...track, decoded: undefined }));
  const rankings = Object.entries(await rankingsOf(driver)).sort(([a], [b]) => (a < b ? -1 : 1));
  return { tracks, rankings: rankings.map(([seed, { mashups }]) => [seed, mashups]) };
}

it('a folder of an earlier version opens with what its ids name, and what failed', async () => {
  const { driver } = open('earlier').worker;
  const records = await driver.catalogue.listPublications({ limit: 100 });
  expect(records.map(({ id, trackId, failure }) => [id, trackId, failure?.code])).toEqual([
    ['a', idOf('a'), undefined],
    ['b', idOf('b'), undefined],
    ['bad', null, 'not-found'],
    ['c', idOf('c'), 'silent'],
    ['changed', [idOf('e'), idOf('f')].sort()[0], undefined],
    ['copy', idOf('a'), undefined],
    ['silent', null, 'silent'],
  ]);
  const changed = records.find(({ id }) => id === 'changed');
  expect(changed?.formerly).toEqual([idOf('e'), idOf('f')].sort().slice(1));
  const [a] = await tracksOf(driver.catalogue).then((all) =>
    all.filter(({ trackId }) => trackId === idOf('a')),
  );
  expect(records.flatMap(({ said, trackId }) => (said && trackId === idOf('a') ? said : []))).toEqual(
    a.publications,
  );
  expect(Object.keys(await rankingsOf(driver))).toHaveLength(4);
  const names = (await publishedTracks(driver.log, driver.catalogue)).map(({ key }) => key).sort();
  // The withdrawal of the copy waits.
  expect(names).toEqual(['a', 'b', 'bad', 'c', 'changed', 'd', 'silent']);
  expect(await failuresOf(driver, ['a', 'bad', 'c'])).toEqual([
    { trackKey: 'bad', code: 'not-found', message: 'Reading "/bad.mp3": there is no such file.' },
    { trackKey: 'c', code: 'silent', message: 'Analysing: no sound.' },
  ]);
});

it('its waiting messages are worked on, no others, and no stored stems are separated again', async () => {
  const { worker, root } = open('earlier');
  await work(worker, root);
  const of = (tool: string): readonly string[] =>
    worker.tools.asked.filter((line) => line.startsWith(tool)).map((line) => line.split(' ')[1]);
  expect(of('identify').toSorted()).toEqual(['/b.mp3', '/d.mp3', '/f.mp3']);
  expect(of('decode').toSorted()).toEqual(['/d.mp3', '/f.mp3']);
  expect(of('separate')).toHaveLength(2);

  const fresh = open('fresh');
  for (const id of ['a', 'c', 'd']) await publish(fresh.worker, id, `/${id}.mp3`, { title: `Song ${id}` });
  await publish(fresh.worker, 'b', '/b.mp3', { title: 'Song b, corrected' });
  await publish(fresh.worker, 'changed', '/f.mp3');
  await work(fresh.worker, fresh.root);
  expect(await seen(worker)).toEqual(await seen(fresh.worker));
});

it('its songs are corrected, and that is taken back', async () => {
  const { worker, root } = open('earlier');
  await work(worker, root);
  const before = await seen(worker);
  worker.tools.asked.length = 0;
  const key = { tonic: 5, mode: 'minor' };
  await publish(worker, 'a', '/a.mp3', { title: 'Song a', given: { key } });
  await work(worker, root);
  expect((await tracksOf(worker.driver.catalogue)).map(({ given }) => given)).toContainEqual({ key });
  await publish(worker, 'a', '/a.mp3', { title: 'Song a' });
  await work(worker, root);
  expect(await seen(worker)).toEqual(before);
  expect(worker.tools.asked.filter((line) => /^(separate|decode)/.test(line))).toEqual([]);
  await worker.driver.publish('tracks', 'c', null);
  await work(worker, root);
  expect((await tracksOf(worker.driver.catalogue)).map(({ trackId }) => trackId)).not.toContain(idOf('c'));
});
