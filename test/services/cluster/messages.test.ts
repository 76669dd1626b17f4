import { afterEach, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import type { LogRecord } from '../../../src/ports/log.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder, expectAllDone } from './support/expectWhole.js';
import { badBlobsIn, fatesIn, lettersIn, rankingsIn, recordsOf } from './support/readings.js';
import { sendRaw, widenTopic } from './support/sendRaw.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;

describeCluster('messages', ({ servers, songs, calm }) => {
  let world: World;
  afterEach(() => world.close());

  it(
    'each track twice, and once more when all is done: nothing is done twice, and nothing differs',
    async () => {
      world = await openWorld(servers(), at('twice'));
      await world.publish(songs());
      const again = async (): Promise<void> => {
        const published = await recordsOf(world.state.log, 'tracks');
        await world.state.log.append('tracks', published.slice(0, 4));
      };
      await again();
      world.worker();
      await world.settled();
      await again();
      await world.settled();
      const analysed = world
        .workers()[0]
        .stages()
        .filter(({ stage, what }) => stage === 'analyze' && what === 'begun');
      expect(analysed).toHaveLength(4);
      await endInOrder(world);
      await expectAllDone(world, calm());
    },
    limit,
  );

  it(
    'that cannot be read become dead letters that tell why, before they are committed; the songs beside them are done',
    async () => {
      world = await openWorld(servers(), at('bad'));
      await widenTopic(world.settings, 'tracks');
      await sendRaw(world.settings, 'tracks', [
        { key: 'old schema', value: '{"schema":0,"file":"song.mp3"}' },
        { key: 'no json', value: '{' },
        { key: 'nothing in it', value: '' },
        { key: null, value: '{"schema":1,"uri":"/nowhere.mp3"}' },
        { key: 'no such file', value: '{"schema":1,"uri":"/nowhere.mp3"}' },
        { key: '5 MB', value: 'x'.repeat(5_000_000) },
      ]);
      await world.publish(songs());
      world.worker();
      await world.settled();
      const told = new Map((await lettersIn(world.state)).map((letter) => [nameOf(letter), letter.headers]));
      const code = (name: string): string | undefined => told.get(name)?.['error.code'];
      expect(told.size).toBe(6);
      for (const name of ['old schema', 'no json', 'nothing in it', '5 MB'])
        expect([name, code(name)]).toEqual([name, 'bad-message']);
      expect(code('no such file')).toBe('not-found');
      expect(told.get('without a key')).toMatchObject({
        'error.topic': 'tracks',
        'error.code': expect.any(String) as string,
      });
      expect(told.get('5 MB')?.['error.cut']).toMatch(/5000/);
      const fates = Object.values(await fatesIn(world.state));
      expect(fates.filter((fate) => fate === 'indexed')).toHaveLength(4);
      expect(fates).not.toContain('lost');
      await endInOrder(world);
      expect(await rankingsIn(world.state)).toEqual(calm());
      expect(await badBlobsIn(world.state)).toEqual([]);
    },
    limit,
  );
});

const nameOf = ({ key, rawKey }: LogRecord): string => (rawKey === undefined ? key : 'without a key');
