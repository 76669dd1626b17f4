import { mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../src/ports/blobStore.js';
import type { Catalogue } from '../../src/ports/catalogue.js';
import type { Log } from '../../src/ports/log.js';
import type { Running } from '../../src/topologies/run.js';
import { soundWorker, type Changes, type SoundContent, type SoundWorker } from '../support/soundWorker.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { until } from '../support/until.js';
import { untilIdle } from '../support/untilIdle.js';

const directory = temporaryDirectory();
let round = 0;
let root: string;
let workers: SoundWorker[];
beforeEach(() => {
  root = directory(`folder ${(round += 1)}`);
  mkdirSync(root);
  workers = [];
});
afterEach(async () => {
  for (const worker of workers) await worker.close();
});

const newWorker = (folder = root): SoundWorker => {
  const worker = soundWorker(folder);
  workers.push(worker);
  return worker;
};
const publish = ({ driver }: SoundWorker, id: string, uri: string, more: object = {}): Promise<void> =>
  driver.publish('tracks', id, { schema: 1, uri, ...more });
const withdraw = ({ driver }: SoundWorker, id: string): Promise<void> => driver.publish('tracks', id, null);

/** A call that waits before (or after) it does something, until it is let on. */
function gate() {
  let reached = false;
  let goOn: () => void = () => undefined;
  const open = new Promise<void>((resolve) => (goOn = resolve));
  const hold = async (): Promise<void> => {
    if (reached) return;
    reached = true;
    await open;
  };
  return { hold, reached: () => reached, goOn: () => goOn() };
}

/** What is left by a worker that does the same alone, in a folder of its own. */
async function calm(work: (worker: SoundWorker) => Promise<void>): Promise<SoundContent> {
  const folder = directory(`calm ${round}`);
  mkdirSync(folder);
  const worker = newWorker(folder);
  await work(worker);
  await untilIdle(worker.start(), worker.driver);
  return worker.content();
}

/** A worker hangs in one call; another takes its place, does all that is published, then the first goes on. */
async function overtaken(
  hanging: (hold: () => Promise<void>) => Changes,
  first: (worker: SoundWorker) => Promise<void>,
  then: (worker: SoundWorker) => Promise<void>,
): Promise<SoundContent> {
  const [late, next] = [newWorker(), newWorker()];
  const { hold, reached, goOn } = gate();
  await first(late);
  const hung = late.start(hanging(hold));
  await until(reached);
  // What comes now is the other's.
  void hung.drain();
  const running: Running = next.start();
  await then(next);
  await untilIdle(running, next.driver);
  goOn();
  await until(() => late.driver.unsettled.count() === 0);
  await untilIdle(running, next.driver);
  return next.content();
}

const inPut = (hold: () => Promise<void>): Changes => ({
  catalogue: (catalogue) => ({
    ...catalogue,
    putPublication: async (record) => {
      await hold();
      return catalogue.putPublication(record);
    },
  }),
});

describe('two workers over one folder', () => {
  it('keep both names of a sound that come at once', async () => {
    const [one, two] = [newWorker(), newWorker()];
    const { hold, reached, goOn } = gate();
    await publish(one, 'one', '/a1.mp3');
    one.start(inPut(hold));
    await until(reached);
    await publish(two, 'two', '/a2.mp3', { title: 'Two' });
    const running = two.start();
    goOn();
    await untilIdle(running, two.driver);
    await until(() => one.driver.unsettled.count() === 0);
    await untilIdle(running, two.driver);
    const both = async (worker: SoundWorker): Promise<void> => {
      await publish(worker, 'one', '/a1.mp3');
      await publish(worker, 'two', '/a2.mp3', { title: 'Two' });
    };
    const content = await two.content();
    expect(content).toEqual(await calm(both));
    expect(content).toMatchObject({
      publications: [{ id: 'one' }, { id: 'two' }],
      tracks: [{ publications: [{ id: 'one' }, { id: 'two' }], source: { title: 'Two' }, complete: true }],
    });
  });

  it('keep what another name says, where the first hung in its put and is late', async () => {
    const first = (worker: SoundWorker): Promise<void> => publish(worker, 'one', '/a1.mp3');
    const then = (worker: SoundWorker): Promise<void> => publish(worker, 'two', '/a2.mp3', { title: 'Two' });
    expect(await overtaken(inPut, first, then)).toEqual(
      await calm(async (worker) => {
        await first(worker);
        await then(worker);
      }),
    );
  });

  it.each<[string, (worker: SoundWorker) => Promise<void>]>([
    ['a correction', (worker) => publish(worker, 'one', '/a1.mp3', { title: 'Corrected' })],
    ['another sound', (worker) => publish(worker, 'one', '/b1.mp3')],
    ['a withdrawal', (worker) => withdraw(worker, 'one')],
  ])('%s stands, where the message before it is put late', async (_, then) => {
    const first = (worker: SoundWorker): Promise<void> => publish(worker, 'one', '/a1.mp3');
    const content = await overtaken(inPut, first, then);
    expect(content).toEqual(
      await calm(async (worker) => {
        await first(worker);
        await then(worker);
      }),
    );
  });

  it('a song that comes back while its withdrawal is put late is there', async () => {
    const [early] = [newWorker()];
    await publish(early, 'one', '/a1.mp3');
    await untilIdle(early.start(), early.driver);
    const content = await overtaken(
      inPut,
      (worker) => withdraw(worker, 'one'),
      (worker) => publish(worker, 'one', '/a1.mp3'),
    );
    expect(content).toEqual(await calm((worker) => publish(worker, 'one', '/a1.mp3')));
  });

  it.each<[string, (worker: SoundWorker) => Promise<void>]>([
    ['of another name', (worker) => publish(worker, 'two', '/a2.mp3', { title: 'Two' })],
    ['of a withdrawal', (worker) => withdraw(worker, 'one')],
  ])('a track that is completed late, without knowing %s, is worked on again', async (_, then) => {
    const inComplete = (hold: () => Promise<void>): Changes => ({
      catalogue: (catalogue) => ({
        ...catalogue,
        putTrack: async (track) => {
          if (track.complete) await hold();
          return catalogue.putTrack(track);
        },
      }),
    });
    const first = (worker: SoundWorker): Promise<void> => publish(worker, 'one', '/a1.mp3');
    expect(await overtaken(inComplete, first, then)).toEqual(
      await calm(async (worker) => {
        await first(worker);
        await then(worker);
      }),
    );
  });
});

describe('a worker that was overtaken and makes other bytes of the same', () => {
  type Port = 'catalogue' | 'blobs';
  /** Hangs in the first call of a method, before it does something. */
  const hangingIn =
    (port: Port, method: string, isMeant: (argument: string) => boolean = () => true) =>
    (hold: () => Promise<void>): Changes => {
      const hanging = <T extends object>(of: T): T => {
        const call = Reflect.get(of, method) as (...args: readonly unknown[]) => Promise<unknown>;
        const hung = async (...args: readonly unknown[]): Promise<unknown> => {
          if (isMeant(String(args[0]))) await hold();
          return call(...args);
        };
        return { ...of, [method]: hung };
      };
      const others = (blobs: BlobStore): BlobStore => ({
        ...blobs,
        putFile: async (name, path) => {
          await appendFile(path, ' of another machine');
          return blobs.putFile(name, path);
        },
      });
      return port === 'blobs'
        ? { blobs: (blobs) => hanging(others(blobs)) }
        : { blobs: others, catalogue: (catalogue) => hanging(catalogue) };
    };
  const one = (worker: SoundWorker): Promise<void> => publish(worker, 'one', '/a1.mp3');
  const none = (): Promise<void> => Promise.resolve();

  it.each<[string, Port, string, ((argument: string) => boolean)?]>([
    ['puts a clip', 'catalogue', 'putClip'],
    ['puts a track', 'catalogue', 'putTrack'],
    ['looks for leftovers', 'blobs', 'list'],
    ['puts features', 'blobs', 'putFile', (name) => name.startsWith('clips/')],
  ])('%s late: what the other made stands, whole, or is made again', async (_, port, method, isMeant) => {
    const content = await overtaken(hangingIn(port, method, isMeant), one, none);
    expect(content).toMatchObject({ lost: [], orphans: [], letters: [] });
    // The stems may be those of either.
    const { publications, clips, announced } = await calm(one);
    expect(content).toMatchObject({ publications, clips, announced, tracks: [{ complete: true }] });
  });

  it.each<[string, Port, string]>([
    ['removes a clip', 'catalogue', 'removeClip'],
    ['removes blobs', 'blobs', 'removePrefix'],
    ['forgets the track', 'catalogue', 'removeTrack'],
  ])('%s late of a song that has come back since: it is made again', async (_, port, method) => {
    const early = newWorker();
    await one(early);
    await untilIdle(early.start(), early.driver);
    const back = async (worker: SoundWorker): Promise<void> => {
      await expect.poll(() => worker.content()).toMatchObject({ clips: [], tracks: [] });
      await one(worker);
    };
    const content = await overtaken(hangingIn(port, method), (worker) => withdraw(worker, 'one'), back);
    expect(content).toMatchObject({ lost: [], orphans: [], letters: [] });
    expect(content).toEqual(await calm(one));
  });

  it('puts a clip late of a song that was withdrawn since: nothing of it is left', async () => {
    const content = await overtaken(hangingIn('catalogue', 'putClip'), one, (worker) =>
      withdraw(worker, 'one'),
    );
    expect(content).toMatchObject({ tracks: [], clips: [], lost: [], orphans: [], letters: [] });
  });
});

describe('a kill while an id changes over to another sound', () => {
  /** Hangs before or after the so-many-th of these calls: the put, the append of works, the tidying. */
  const at = (steps: number, hold: () => Promise<void>) => {
    let done = 0;
    const step = async <T>(call: () => Promise<T>): Promise<T> => {
      if (done === steps) await hold();
      const result = await call();
      done += 1;
      if (done === 3 && steps === 3) await hold();
      return result;
    };
    return {
      catalogue: (catalogue: Catalogue): Catalogue => ({
        ...catalogue,
        putPublication: (record) => step(() => catalogue.putPublication(record)),
      }),
      log: (log: Log): Log => ({
        ...log,
        append: (topic, records) =>
          topic === 'works' ? step(() => log.append(topic, records)) : log.append(topic, records),
      }),
    };
  };
  const history = async (worker: SoundWorker): Promise<void> => {
    await publish(worker, 'other', '/b2.mp3');
    await publish(worker, 'one', '/a1.mp3');
    await untilIdle(worker.start(), worker.driver);
  };

  it.each([
    [0, 'before anything is entered'],
    [1, 'before the sounds are told'],
    [2, 'before it is tidied'],
    [3, 'after that, before it is committed'],
  ])('%i: %s, ends the same', async (steps) => {
    const before = newWorker();
    await history(before);
    await before.close();
    workers = [];
    const killed = soundWorker(root);
    const { hold, reached } = gate();
    await publish(killed, 'one', '/b1.mp3', { title: 'One' });
    killed.start(at(steps, hold));
    await until(reached);
    killed.driver.cut();
    const next = newWorker();
    // The file has another sound by now, or is gone: what was entered stands.
    if (steps > 0) next.tools.finds.sound = { '/b1.mp3': 'elsewhere', '/b2.mp3': '/b' };
    await untilIdle(next.start(), next.driver);
    const expected = await calm(async (worker) => {
      await history(worker);
      await publish(worker, 'one', '/b1.mp3', { title: 'One' });
    });
    expect(await next.content()).toEqual(expected);
    expect(expected).toMatchObject({ tracks: [{ source: { title: 'One' } }], letters: [] });
  });
});
