import { lastValueFrom, toArray } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { State } from '../../../src/cli/runtime/wiring/openState.js';
import { publicationOf } from '../../../src/domain/publication.js';
import { PipelineError, type ErrorCode } from '../../../src/errors.js';
import type { LogRecord, NewRecord } from '../../../src/ports/log.js';
import { createDelivery } from '../../../src/operators/stream/delivery.js';
import { deadLetterOf } from '../../../src/topologies/deadLetterOf.js';
import { putNaming } from '../../support/catalogued.js';
import { clipOf } from '../../support/clips.js';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { withinState } from '../../support/withinState.js';

const path = temporaryDirectory();
let data = '';
beforeEach(() => void (data = path(String(Math.random()))));

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const within = <T>(work: (state: State) => Promise<T>): Promise<T> => withinState(data, 'append', work);

const all = (log: State['log'], topic: string): Promise<LogRecord[]> =>
  lastValueFrom(log.readTable(topic, { since: [] }).pipe(toArray()));

/** Appends a record and gives it up; returns its place. */
const giveUp = (topic: string, record: NewRecord, code: ErrorCode = 'bad-message'): Promise<string> =>
  within(async ({ log }) => {
    await log.append(topic, [record]);
    const lying = (await all(log, topic)).at(-1)!;
    const { partition, offset } = lying;
    const letter = deadLetterOf({
      kind: 'failure',
      ...{ key: lying.key, stage: 'identify' },
      error: new PipelineError(code, `Reading it failed: ${code}. Correct it.`),
      delivery: createDelivery(lying, { onSettled: () => undefined }),
    });
    await log.append('dead-letters', [letter]);
    return `${topic}/${partition}/${offset}`;
  });

const cli = (...words: string[]) => mashstream('deadletters', ...words, '--data', data);
const outcomes = (told: Awaited<ReturnType<typeof cli>>): unknown[] =>
  told.json().flatMap(({ type, place }) => (place === undefined ? [] : [[type, place]]));

describe('deadletters list', () => {
  it('shows the newest first with the reason, and counts all by topic and code', async () => {
    const first = await giveUp('tracks', { key: 'song 1', value: bytes({ schema: 1 }) });
    const second = await giveUp(
      'works',
      { key: 'cafe', value: bytes({ schema: 1, trackId: 'cafe', by: 'song 2' }) },
      'timeout',
    );
    const third = await giveUp('tracks', { key: 'song 3', value: null });
    const { stdout, code } = await cli('list');
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect([0, 2, 4].map((i) => lines[i].split('  ').slice(1))).toEqual([
      [third, 'bad-message at identify', 'song 3'],
      [second, 'timeout at identify', 'cafe (song 2)'],
      [first, 'bad-message at identify', 'song 1'],
    ]);
    expect(lines[1]).toBe('    Reading it failed: bad-message. Correct it.');
    expect(lines[6]).toBe('3 dead letters: 2 tracks bad-message, 1 works timeout');
  });

  it('filters by code, topic, key, publisher and time, and limits what it shows', async () => {
    await giveUp('tracks', { key: 'a', value: null });
    const work = await giveUp(
      'works',
      { key: 'cafe', value: bytes({ schema: 1, trackId: 'cafe', by: 'b' }) },
      'timeout',
    );
    await giveUp('tracks', { key: 'b', value: null });
    const placesOf = async (...words: string[]): Promise<unknown[]> =>
      (await cli('list', '--json', ...words)).json().flatMap(({ place }) => place ?? []);
    expect(await placesOf('--code', 'timeout')).toEqual([work]);
    expect(await placesOf('--topic', 'works')).toEqual([work]);
    expect(await placesOf('--key', 'b')).toEqual(
      ['tracks/0/1', work].map((one) => expect.stringContaining(one.split('/')[0]) as string),
    );
    expect(await placesOf('--since', '1h')).toHaveLength(3);
    expect(await placesOf('--since', '2100-01-01')).toEqual([]);
    expect(await placesOf('--limit', '1')).toHaveLength(1);
    expect((await cli('list', '--limit', '1')).stdout).toMatch('3 dead letters: ');
    expect((await placesOf('--by-topic')).at(-1)).toBe(work);
  });

  it('names the publisher of a sound and the song of a clip, where the key does not tell', async () => {
    await giveUp('works', { key: 'cafe', value: bytes({ schema: 1, trackId: 'cafe' }) });
    await giveUp('rerank', { key: 'clip', value: null });
    await within(async ({ catalogue }) => {
      await catalogue.putClip({ ...clipOf('clip'), source: { uri: '/a.mp3', title: 'A song' } });
      await putNaming(catalogue, 'cafe', [publicationOf('publisher', { schema: 1, uri: '/a.mp3' }, {})]);
    });
    const { stdout } = await cli('list');
    expect(stdout).toMatch('  cafe (publisher)\n');
    expect(stdout).toMatch('  clip (A song)\n');
  });

  it('says that there are none, and refuses filters that can let nothing through', async () => {
    await within(() => Promise.resolve());
    const none = await cli('list');
    expect([none.code, none.stdout, none.stderr]).toEqual([0, '', 'No dead letters match.\n']);
    const wrong = await cli('list', '--code', 'bad-mesage', '--topic', 'song', '--since', 'x');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(
      /3 problems[^]*did you mean bad-message\?[^]*there are tracks[^]*--since "x"/,
    );
  });
});

describe('deadletters show', () => {
  it('shows headers and value, by the place of the original or of the letter, and nothing secret', async () => {
    const uri = 'https://music.example/a.flac?signature=hush';
    const place = await giveUp('tracks', {
      key: 'song',
      value: bytes({ schema: 1, uri, title: 'Re: a' }),
      headers: { mine: 'x' },
    });
    const { stdout } = await cli('show', place);
    expect(stdout).toMatch(/^key {6}song$/m);
    expect(stdout).toMatch(/^ {2}mine: x$/m);
    expect(stdout).toMatch(/^ {2}error\.message: Reading it failed/m);
    expect(stdout).toMatch(
      /^value {4}\d+ bytes, JSON\n\{\n {2}"schema": 1,\n {2}"uri": "https:\/\/music\.example\/a\.flac\?…",\n {2}"title": "Re: a"\n\}$/m,
    );
    const letter = /^letter {3}(.*)$/m.exec(stdout)?.[1] ?? '';
    expect((await cli('show', letter)).stdout).toBe(stdout);
  });

  it('cuts what is long, and shows what is no JSON and no text as what it is', async () => {
    const long = await giveUp('tracks', { key: 'a', value: bytes({ title: 'x'.repeat(9000) }) });
    expect((await cli('show', long)).stdout.length).toBeLessThan(6000);
    expect((await cli('show', long)).stdout).toMatch(/^… \d+ characters more: --whole$/m);
    expect((await cli('show', long, '--whole')).stdout).toMatch('x'.repeat(9000));
    const text = await giveUp('tracks', { key: 'b', value: new TextEncoder().encode('{ no \u001b[31m') });
    expect((await cli('show', text)).stdout).toMatch('value    10 bytes, text, no JSON\n{ no \\u001b[31m\n');
    const raw = await giveUp('tracks', {
      ...{ key: '', rawKey: Uint8Array.of(255), value: Uint8Array.of(254, 1) },
      rawHeaders: [['odd', Uint8Array.of(253)]],
    });
    const shown = (await cli('show', raw)).stdout;
    for (const line of [
      'key      base64 /w==',
      '  odd: base64 /Q==',
      'value    2 bytes, no text, as base64\n/gE=',
    ])
      expect(shown).toMatch(line);
    const json = (await cli('show', raw, '--json')).json()[0];
    expect(json).toMatchObject({ type: 'letter', place: raw, value: { kind: 'bytes', base64: '/gE=' } });
  });

  it('says that there is none', async () => {
    await giveUp('tracks', { key: 'a', value: null });
    for (const place of ['tracks/9/9', 'dead-letters/99/0']) {
      const { code, stderr } = await cli('show', place);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/There is no dead letter of .*deadletters list.*not-found/),
      ]);
    }
    expect((await cli('show', 'tracks')).stderr).toMatch(/"tracks" is no place: topic\/partition\/offset/);
  });
});

describe('deadletters replay', () => {
  const tracks = (): Promise<LogRecord[]> => within(({ log }) => all(log, 'tracks'));

  it('puts back what was given up as it was, by place, and not what a later message has superseded', async () => {
    const record = {
      ...{ key: '', rawKey: Uint8Array.of(255), value: Uint8Array.of(1, 2) },
      rawHeaders: [
        ['odd', Uint8Array.of(253)],
        ['odd', null],
      ] as const,
    };
    const raw = await giveUp('tracks', record);
    const place = await giveUp('tracks', {
      key: 'song',
      value: bytes({ schema: 2 }),
      headers: { mine: 'x' },
    });
    const { code, stdout, stderr } = await cli('replay', raw, place);
    expect([code, stdout]).toEqual([0, `replayed: ${raw} (\uFFFD)\nreplayed: ${place} (song)\n`]);
    expect(stderr).toMatch(/No run is at work; begin one with: /);
    const [, , first, second] = await tracks();
    expect([first.rawKey, first.value, first.rawHeaders?.slice(0, 2)]).toEqual([
      ...[
        record.rawKey,
        record.value,
        [
          ['odd', Uint8Array.of(253)],
          ['odd', null],
        ],
      ],
    ]);
    expect(first.rawHeaders?.map(([name]) => name).filter((name) => name.startsWith('error.'))).toEqual([]);
    expect([second.key, second.value, second.headers]).toEqual([
      ...[
        'song',
        bytes({ schema: 2 }),
        { mine: 'x', origin: expect.any(String) as string, traceparent: expect.any(String) as string },
      ],
    ]);
    const again = await cli('replay', place, '--json');
    expect(outcomes(again)).toEqual([['superseded', place]]);
    expect((await cli('replay', place, '--force')).stdout).toBe(`replayed: ${place} (song)\n`);
    expect(await tracks()).toHaveLength(5);
  });

  it('a dry run writes nothing', async () => {
    const place = await giveUp('tracks', { key: 'song', value: null });
    expect((await cli('replay', '--all', '--dry-run')).stdout).toBe(`would be replayed: ${place} (song)\n`);
    expect(await tracks()).toHaveLength(1);
  });

  it('chooses by code and key, each original once, the newest of a key', async () => {
    await giveUp('tracks', { key: 'a', value: bytes(1) }, 'timeout');
    const newer = await giveUp('tracks', { key: 'a', value: bytes(2) }, 'timeout');
    await within(async ({ log }) => log.append('dead-letters', [(await all(log, 'dead-letters')).at(-1)!]));
    const other = await giveUp('tracks', { key: 'b', value: bytes(3) });
    const told = await cli('replay', '--code', 'timeout', '--json');
    expect(
      outcomes(told)
        .map((each) => (each as string[])[0])
        .sort(),
    ).toEqual(['replayed', 'superseded']);
    const values = (await tracks()).map(({ value }) => new TextDecoder().decode(value));
    expect(values).toEqual(['1', '2', '3', '2']);
    expect(outcomes(await cli('replay', '--key', 'b', '--json'))).toEqual([['replayed', other]]);
    expect(newer).not.toBe(other);
  });

  it('refuses what was cut or comes from elsewhere, with the reason, and exits 3', async () => {
    const cut = await giveUp('tracks', {
      key: 'large',
      value: new Uint8Array(1 << 20).fill(32).subarray(0, (1 << 20) - 100),
    });
    await within(({ log }) =>
      log.append('dead-letters', [
        {
          key: 'x',
          value: null,
          headers: { 'error.topic': 'others', 'error.partition': '0', 'error.offset': '1' },
        },
        { key: 'y', value: null },
      ]),
    );
    const { code, stdout } = await cli('replay', '--all');
    expect(code).toBe(3);
    expect(stdout).toMatch(
      new RegExp(`^refused: ${cut} \\(large\\): only its beginning was kept .*publish it again$`, 'm'),
    );
    expect(stdout).toMatch(/^refused: others\/0\/1 \(x\): its topic is not one of ours \(others\)$/m);
    expect(stdout).toMatch(/^refused: dead-letters\/\d+\/\d+ \(y\): it does not say where it came from/m);
    expect(await tracks()).toHaveLength(1);
  });

  it('more than is held at once goes back in parts, and what comes meanwhile is not looked at', async () => {
    await within(async ({ log }) => {
      await log.append('tracks', [{ key: 'k', value: null }]);
      const letters = Array.from({ length: 2300 }, (_, i) => ({
        ...{ key: `song ${i}`, value: null },
        headers: { 'error.topic': 'tracks', 'error.partition': '0', 'error.offset': String(i) },
      }));
      await log.append('dead-letters', letters);
    });
    const told = await cli('replay', '--all', '--json');
    expect(outcomes(told)).toHaveLength(2300);
    expect(new Set((await tracks()).map(({ key }) => key)).size).toBe(2301);
  });

  it('wants to be told what to put back', async () => {
    await within(() => Promise.resolve());
    expect((await cli('replay')).stderr).toMatch(/say what is to be put back: places, --code/);
    expect((await cli('replay', 'tracks/0/0', '--all')).stderr).toMatch(/not both/);
  });
});
