import { beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteAttempts } from '../../src/adapters/sqlite/log/sqliteAttempts.js';
import { beginningOf } from '../../src/topologies/beginning.js';

const place = { topic: 'tracks', partition: 0, offset: 7 };
const record = { ...place, key: 'song', value: null, headers: {}, timestamp: 0 };
let attempts: ReturnType<typeof sqliteAttempts>;

beforeEach(() => {
  attempts = sqliteAttempts(openDatabase(':memory:'));
});

const count = (): Promise<number> => attempts.count(record);

it('counts what runs of a record at one time once, until the last of it has ended', async () => {
  const begin = beginningOf(attempts, record);
  const [first, second] = await Promise.all([begin(), begin()]);
  expect(await count()).toBe(1);
  first();
  const third = await begin();
  second();
  expect(await count()).toBe(1);
  third();
  await expect.poll(count).toBe(0);
});

it('counts what begins after the last has ended anew', async () => {
  const begin = beginningOf(attempts, record);
  for (let work = 0; work < 3; work++) {
    const takeBack = await begin();
    expect(await count()).toBe(1);
    takeBack();
  }
  await expect.poll(count).toBe(0);
});

it('begins only when what was taken back is, so that no death counts twice', async () => {
  let answer: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (answer = resolve));
  const begin = beginningOf(
    { ...attempts, takeBack: (_, name) => slow.then(() => attempts.takeBack(place, name)) },
    record,
  );
  (await begin())();
  const again = begin();
  answer();
  await again;
  expect(await count()).toBe(1);
});

it('counts apart what was handed out twice', async () => {
  const [one, two] = [beginningOf(attempts, record), beginningOf(attempts, record)];
  const [takeBack] = await Promise.all([one(), two()]);
  takeBack();
  await expect.poll(count).toBe(1);
});

it('a beginning that fails fails its work, and the next begins', async () => {
  let left = 1;
  const begin = beginningOf(
    {
      ...attempts,
      begin: (_, name) => (left-- > 0 ? Promise.reject(new Error('full')) : attempts.begin(place, name)),
    },
    record,
  );
  await expect(begin()).rejects.toThrow('full');
  await begin();
  expect(await count()).toBe(1);
});
