import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/lib/ensureBuilt.mjs';
import { PipelineError } from '../../../src/errors.js';
import { runProgram, startProgram, type Program } from '../../support/builtProgram.js';
import { jsonLines } from '../../support/jsonLines.js';
import { projectFile, projectPath } from '../../support/projectFile.js';
import { makeStemSong } from '../../support/stemSongs.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { cacheFolder } from '../cache/cacheFolder.js';
import { withLock } from '../cache/withLock.js';
import { describeOnServers } from '../cluster/support/describeCluster.js';
import { freshEnvironment, type Environment } from '../cluster/support/freshEnvironment.js';
import { describeUnless } from '../describeOn.js';
import { kcatClient, pythonClient, type ForeignClient, type SeenRecord } from './foreignClients.js';
import { installClients, type Clients } from './installClients.js';

const at = temporaryDirectory();
const clients = await installClients().catch((error: unknown) => PipelineError.from(error).message);

const validatorOf = (name: string) =>
  new Ajv2020({ strict: false }).compile(
    JSON.parse(projectFile(`docs/messages/${name}.schema.json`)) as object,
  ); // a schema is one

/** Ready stems, so that nothing is separated. */
const stemNames = ['vocals', 'drums', 'bass', 'other'];
const messageOf = (semitones: number): string => {
  const folder = makeStemSong(at(`song ${semitones}`), { semitones, seconds: 17.5 });
  const stems = Object.fromEntries(stemNames.map((stem) => [stem, join(folder, `${stem}.flac`)]));
  const given = { bpm: 120 * 2 ** (semitones / 12), meter: 4, firstDownbeat: 0 };
  return JSON.stringify({ schema: 1, title: `Song ${semitones}`, stems, given, 'field of mine': 1 });
};

/** What the newest record of each key says. */
const newest = (records: readonly SeenRecord[]): ReadonlyMap<string | null, SeenRecord> =>
  new Map(records.map((record) => [record.key, record]));

interface SeenRanking {
  readonly seedClipId: string;
  readonly seedTrackId: string;
  readonly mashups: readonly unknown[];
}
const rankingsIn = (records: readonly SeenRecord[]): readonly SeenRanking[] =>
  [...newest(records).values()].flatMap(
    ({ value }) => (value === null ? [] : [JSON.parse(value) as SeenRanking]), // the schema is asserted below
  );

async function eventually<T>(look: () => T, isDone: (found: T) => boolean, seconds = 240): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ;) {
    const found = look();
    if (isDone(found)) return found;
    if (Date.now() > end) throw new Error(`It did not come about: ${JSON.stringify(found).slice(0, 2000)}`);
    await pause(1000);
  }
}

describeUnless(typeof clients === 'string' ? clients : undefined, 'clients that have nothing of ours', () => {
  describeOnServers('on a cluster', (servers) => {
    let [env, worker]: [Environment, Program | undefined] = [{}, undefined];
    let [kcat, python]: ForeignClient[] = [];
    const topic = (name: string): string => `${env['MASHSTREAM_TOPIC_PREFIX'] ?? ''}${name}`;
    const mashstream = (...words: string[]) => runProgram(words, { cwd: at(), env });

    beforeAll(async () => {
      await withLock(join(cacheFolder(), 'cluster-build.lock'), () => {
        const problem = ensureBuilt(projectPath('.'));
        return problem === undefined ? Promise.resolve() : Promise.reject(new Error(problem));
      });
      env = {
        ...(await freshEnvironment(servers())),
        MASHSTREAM_SEPARATOR: 'none',
        MASHSTREAM_CLIPS_PER_TRACK: '1',
      };
      const there = clients as Clients; // else the tests are left out
      kcat = kcatClient(there, env['MASHSTREAM_KAFKA_BROKERS'] ?? '');
      python = pythonClient(there, env['MASHSTREAM_KAFKA_BROKERS'] ?? '');
      const made = await mashstream('topics', 'create', '--partitions', '3', '--replication', '1');
      expect(made).toMatchObject({ code: 0 });
      worker = startProgram(['run', 'ingest', 'match'], { cwd: at(), env, limit: 900_000 });
    }, 600_000);
    afterAll(() => worker?.kill('SIGKILL'));

    it(
      'tracks that they publish are ranked, and they read the rankings as the schema tells',
      { timeout: 400_000 },
      async () => {
        kcat.publish(topic('tracks'), 'by kcat', messageOf(0), { mine: 'x' });
        python.publish(topic('tracks'), 'by Python', messageOf(1));
        const seen = await eventually(
          () => python.read(topic('mashups')),
          (records) => rankingsIn(records).filter(({ mashups }) => mashups.length > 0).length === 2,
        );
        const validate = validatorOf('mashups');
        for (const { key, value, headers } of seen) {
          const ranking = JSON.parse(value ?? 'null') as SeenRanking;
          expect([validate(ranking), validate.errors]).toEqual([true, null]);
          expect(key).toBe(ranking.seedClipId);
          expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
        }
        expect(newest(kcat.read(topic('mashups'))).keys()).toEqual(newest(seen).keys());
        for (const name of ['clips', 'works', 'rerank', 'models', 'training-samples'])
          for (const { value } of kcat.read(topic(name)))
            if (value !== null) expect([name, validatorOf(name)(JSON.parse(value))]).toEqual([name, true]);
      },
    );

    it(
      'a bad message is a dead letter with the reason in headers, and replay puts it back',
      { timeout: 200_000 },
      async () => {
        kcat.publish(topic('tracks'), 'bad', '{"schema":1}', { mine: 'x' });
        const lettersNow = (): readonly SeenRecord[] => kcat.read(topic('dead-letters'));
        const [letter] = await eventually(lettersNow, (letters) => letters.length === 1);
        expect(letter).toMatchObject({ key: 'bad', value: '{"schema":1}', headers: { mine: 'x' } });
        expect(letter.headers).toMatchObject({ 'error.code': 'bad-message', 'error.topic': 'tracks' });
        expect(validatorOf('dead-letters.headers')(letter.headers)).toBe(true);
        const listed = await mashstream('deadletters', 'list', '--code', 'bad-message', '--json');
        const place = `tracks/${letter.headers['error.partition']}/${letter.headers['error.offset']}`;
        expect(jsonLines(listed.stdout)[0]).toMatchObject({ type: 'letter', place, key: 'bad' });
        const shown = await mashstream('deadletters', 'show', place);
        expect(shown.stdout).toMatch(/^ {2}error\.code: bad-message$/m);
        const replayed = await mashstream('deadletters', 'replay', place);
        expect([replayed.code, replayed.stdout]).toEqual([0, `replayed: ${place} (bad)\n`]);
        expect(replayed.stderr).toMatch('The run at work takes them up.');
        const again = python.read(topic('tracks')).filter(({ key }) => key === 'bad');
        expect(again.map(({ value, headers }) => [value, headers['mine'], headers['error.code']])).toEqual([
          ['{"schema":1}', 'x', undefined],
          ['{"schema":1}', 'x', undefined],
        ]);
        await eventually(lettersNow, (letters) => letters.length === 2);
        const superseded = await mashstream('deadletters', 'replay', place);
        expect(superseded.stdout).toMatch(/^superseded: .*a later message of its key/);
      },
    );

    it('a tombstone of theirs takes a track back, and its ranking is one', { timeout: 200_000 }, async () => {
      const before = rankingsIn(python.read(topic('mashups')));
      expect(before).toHaveLength(2);
      python.publish(topic('tracks'), 'by kcat', null);
      const after = await eventually(
        () => python.read(topic('mashups')),
        (records) => rankingsIn(records).length === 1,
      );
      const gone = [...newest(after).values()].filter(({ value }) => value === null);
      expect(gone).toHaveLength(1);
      expect(before.map(({ seedClipId }) => seedClipId)).toContain(gone[0].key);
    });

    it('the worker ends in order', { timeout: 100_000 }, async () => {
      worker?.kill('SIGTERM');
      expect(await worker?.ended).toMatchObject({ code: 130 });
    });
  });
});
