import { mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openState, type State } from '../../../src/cli/runtime/wiring/openState.js';
import { newest } from '../../../src/cli/songs/newest.js';
import { publisherId } from '../../../src/cli/songs/publisherId.js';
import { trackMessageSchema } from '../../../src/domain/track.js';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
let data: string;
let round = 0;
beforeEach(() => (data = directory(`data-${(round += 1)}`)));

const song = async (name: string): Promise<string> => {
  await writeFile(directory(name), 'sound');
  return directory(name);
};
const publish = (...words: string[]) => mashstream('publish', ...words, '--data', data);

/** What lies on the topic, by id. */
async function queued(): Promise<Record<string, unknown>> {
  const state = openState(data, 'look');
  const records = await newest(state.log, 'tracks').finally(() => state.close());
  return Object.fromEntries(
    [...records].map(([key, { value }]) => [
      key,
      trackMessageSchema.parse(JSON.parse(new TextDecoder().decode(value ?? undefined))),
    ]),
  );
}

describe('publish', () => {
  it('queues songs and says so, once', async () => {
    const path = await song('one.mp3');
    const first = await publish(path);
    expect(first).toMatchObject({ code: 0, stdout: 'queued: one.mp3\n' });
    expect(first.stderr).toMatch('mashstream run ingest match --data');
    expect(Object.keys(await queued())).toEqual([publisherId(path)]);
    expect((await publish(path)).stdout).toBe('waiting: one.mp3\n');
    const [again] = (await publish(path, '--json')).json();
    expect(again).toEqual({ type: 'waiting', id: publisherId(path) });
  });

  it('takes an acapella alone, with what is known of it, under a name of its own', async () => {
    const path = await song('voice.wav');
    const known = ['--title', 'T', '--artist', 'A', '--licence', 'CC0', '--bpm', '92.5', '--key', '11A'];
    const { code } = await publish(
      path,
      '--as',
      'vocals',
      '--id',
      'mine',
      ...known,
      '--first-downbeat',
      '0.4',
    );
    expect(code).toBe(0);
    expect(await queued()).toMatchObject({
      mine: {
        stems: { vocals: path },
        ...{ title: 'T', artist: 'A', licence: 'CC0' },
        given: { bpm: 92.5, key: { tonic: 6, mode: 'minor' }, firstDownbeat: 0.4 },
      },
    });
  });

  it('names songs by the titles given, by flag or sidecar, to programs too', async () => {
    const [flag, sidecar] = [await song('flag.mp3'), await song('sidecar.mp3')];
    await writeFile(directory('sidecar.mash.json'), '{"title": "Its \\u001b[2J song"}');
    expect((await publish(flag, '--title', 'My song')).stdout).toBe('queued: My song\n');
    expect((await publish(sidecar)).stdout).toBe('queued: Its \uFFFD[2J song\n');
    const [told] = (await publish(flag, '--title', 'My song', '--json')).json();
    expect(told).toEqual({ type: 'waiting', id: publisherId(flag), title: 'My song' });
  });

  it('takes several stems as one track, and a folder of stems with its sidecar, flags winning', async () => {
    const [vocals, drums] = [await song('v.wav'), await song('d.wav')];
    await publish('--stem', `vocals=${vocals}`, '--stem', `drums=${drums}`, '--id', 'parts');
    await mkdir(directory('band'));
    for (const name of ['vocals', 'other']) await song(`band/${name}.wav`);
    await writeFile(directory('band/mash.json'), '{"bpm": 120, "meter": 4}');
    await publish(directory('band'), '--bpm', '121');
    const tracks = await queued();
    expect(tracks['parts']).toMatchObject({ stems: { vocals, drums } });
    expect(tracks[publisherId(directory('band'))]).toMatchObject({
      stems: { vocals: directory('band/vocals.wav'), other: directory('band/other.wav') },
      given: { bpm: 121, meter: 4 },
    });
  });

  it('names what it could not queue, queues the rest and exits 3', async () => {
    const [good, bad] = [await song('good.mp3'), await song('bad.mp3')];
    await writeFile(directory('bad.mash.json'), '{"bpm": "fast"}');
    const { code, stdout } = await publish(good, bad);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^queued: good.mp3\nFAILED .*bad.mp3: .*"bpm"/);
    expect(Object.keys(await queued())).toEqual([publisherId(good)]);
  });
});

describe('a stem alone', () => {
  const advice = async (stem: string, ...words: string[]): Promise<readonly string[]> => {
    const { code, stderr } = await publish(await song('alone.wav'), '--as', stem, ...words);
    expect(code).toBe(0);
    return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('No run is at work'));
  };
  const bars = ['--bpm', '92', '--first-downbeat', '0.4'];

  it.each([
    ['drums', [], []],
    ['vocals', [...bars, '--key', 'Am'], []],
    ['vocals', bars, [/^A voice alone may not show its key .* --key makes sure\.$/]],
    ['other', bars, []],
    [
      'bass',
      [],
      [/^Without drums the beats of bass .* add --bpm and --first-downbeat, or say so in a sidecar/],
    ],
    ['bass', ['--bpm', '92'], [/ add --first-downbeat, or/]],
  ])('%s with %j', async (stem, words, lines) => {
    expect(await advice(stem, ...words)).toEqual(lines.map((line) => expect.stringMatching(line) as string));
  });

  it('is looked at with what its sidecar says', async () => {
    await writeFile(directory('told.mash.json'), '{"bpm": 92, "firstDownbeat": 0, "key": "Am"}');
    expect(await publish(await song('told.wav'), '--as', 'vocals')).toMatchObject({ code: 0 });
  });

  it('that is a voice without its tempo and downbeat is refused at once, each by its name, with what to add', async () => {
    const [one, two] = [await song('one.wav'), await song('two.wav')];
    await writeFile(directory('two.mash.json'), '{"bpm": 92}');
    for (const words of [
      [one, two, '--as', 'vocals'],
      [one, two, '--as', 'vocals', '--json'],
    ]) {
      const { code, stdout, stderr } = await publish(...words);
      expect([code, stdout]).toEqual([
        1,
        words.includes('--json') ? expect.stringMatching(/"exitCode":1}\n$/) : '',
      ]);
      expect(stderr).toMatch(
        /2 problems:[^]*one.wav: a voice alone .* Add --bpm and --first-downbeat, or say/,
      );
      expect(stderr).toMatch(/two.wav: a voice alone .* Add --first-downbeat, or say/);
    }
    const stem = await publish('--stem', `vocals=${one}`, '--key', 'Am');
    expect([stem.code, stem.stderr]).toEqual([1, expect.stringMatching(/a voice alone/)]);
    expect(() => openState(data, 'look')).toThrow(/no database/);
  });
});

describe('songs on other machines', () => {
  it('are queued under their addresses, without being looked at', async () => {
    const uris = [
      'https://music.example/a/one.mp3',
      's3://songs/50% & #1.flac',
      'http://127.0.0.1:1/two.ogg',
    ];
    const { code, stdout } = await publish(...uris, await song('local.mp3'), uris[0]);
    expect([code, stdout]).toEqual([
      0,
      'queued: local.mp3\nqueued: one.mp3\nqueued: 50% & #1.flac\nqueued: two.ogg\n',
    ]);
    const tracks = await queued();
    for (const uri of uris) expect(tracks[uri]).toEqual({ schema: 1, uri });
    expect((await publish(uris[0])).stdout).toBe('waiting: one.mp3\n');
  });

  it('as stems, beside files of this machine, with what is known of them', async () => {
    const drums = await song('d.wav');
    const vocals = 'https://music.example/v.wav';
    await publish('--stem', `vocals=${vocals}`, '--stem', `drums=${drums}`, '--id', 'mine', '--bpm', '92');
    await publish(vocals, '--as', 'vocals', '--bpm', '92', '--first-downbeat', '0.4', '--title', 'T');
    const tracks = await queued();
    expect(tracks['mine']).toMatchObject({
      stems: { vocals, drums },
      given: { bpm: 92 },
      fingerprint: { size: 5 },
    });
    expect(tracks[vocals]).toEqual({
      schema: 1,
      stems: { vocals },
      title: 'T',
      given: { bpm: 92, firstDownbeat: 0.4 },
    });
  });

  it('what follows ? is sent, and shown to nobody', async () => {
    const uri = (sig: string): string => `https://music.example/one.mp3?sig=${sig}`;
    const told = [await publish(uri('hunter2')), await publish(uri('hunter2'), uri('other'), '--json')];
    expect(JSON.stringify(told)).not.toContain('hunter2');
    expect(told[0].stdout).toBe('queued: one.mp3\n');
    const tracks = await queued();
    expect(Object.values(tracks).map((track) => track)).toMatchObject([
      { uri: uri('hunter2') },
      { uri: uri('other') },
    ]);
    for (const id of Object.keys(tracks))
      expect(id).toMatch(/^https:\/\/music\.example\/one\.mp3\?sha256=[0-9a-f]{16}$/);
  });

  it('can be taken back by their addresses', async () => {
    const uri = 'https://music.example/one.mp3?sig=hunter2';
    await publish(uri, 's3://songs/a.mp3');
    const { code, stdout, stderr } = await mashstream('remove', uri, '--data', data);
    expect([code, stdout + stderr]).toEqual([0, expect.not.stringContaining('hunter2')]);
    const state = openState(data, 'look');
    const records = await newest(state.log, 'tracks').finally(() => state.close());
    expect(records.get(publisherId(uri))?.value).toBeNull();
    expect(records.get('s3://songs/a.mp3')?.value).not.toBeNull();
  });

  it('have no sidecar files, whose paths might be longer than any', async () => {
    const uri = `https://music.example/${'x'.repeat(4070)}.mp3`;
    expect((await publish(uri, '--id', 'long')).code).toBe(0);
    expect(await queued()).toEqual({ long: { schema: 1, uri } });
  });

  it('says which host or bucket the run must be allowed', async () => {
    const uri = 'https://music.example/one.mp3';
    expect((await publish(uri)).stderr).toMatch(/--fetch-hosts music\.example/);
    vi.stubEnv('MASHSTREAM_FETCH_HOSTS', '*.example');
    expect((await publish(uri, '--id', 'again')).stderr).not.toMatch(/fetch-hosts/);
    const bucket = await publish('s3://songs/one.mp3');
    expect(bucket.stderr).toMatch(/--fetch-hosts s3:\/\/songs[ ,]/);
    vi.unstubAllEnvs();
  });
});

describe('publish refuses', () => {
  it.each([
    [[], /name songs/],
    [['--bpm', 'fast', '--key', 'H', '--meter', '5', 'FILE'], /3 problems[^]*--bpm[^]*--key[^]*--meter/],
    [['--as', 'voice', 'FILE'], /--as: must be one of vocals, drums, bass, other/],
    [['--stem', 'voice=a.wav', '--stem', 'drums'], /2 problems/],
    [['--stem', 'vocals=a.wav', '--stem', 'vocals=b.wav'], /given twice/],
    [['--stem', 'vocals=a.wav', 'FILE'], /leave out the other songs/],
    [['--id', 'x', '--title', 'T', 'FILE', 'OTHER'], /id is for one song[^]*title is for one song/],
    [['/no/such/file.mp3'], /there is no \/no\/such/],
    [
      ['https://me:hunter2@host/a', 's3://bucket', 'https://', 'FILE', 'ftp://me:hunter2@host/a'],
      /4 problems[^]*https:\/\/host\/a: must not hold a user name[^]*s3:\/\/bucket: is no proper[^]*https:…[^]*ftp:\/\/host\/a: only files/,
    ],
    [['--stem', 'vocals=https://me:hunter2@host/a'], /https:\/\/host\/a: must not hold/],
    [['https://a.example/1', 'https://a.example/2', '--id', 'x'], /id is for one song/],
    [['https://a.example/v.wav', '--as', 'vocals'], /a voice alone/],
  ])('%j', async (words, reason) => {
    const files: Record<string, string> = { FILE: await song('a.mp3'), OTHER: await song('b.mp3') };
    const { code, stderr } = await publish(...words.map((word) => files[word] ?? word));
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain('hunter2');
  });

  afterEach(() => {
    expect(() => openState(data, 'look')).toThrow(/no database/);
  });
});

describe('beside a run', () => {
  let state: State;
  beforeEach(() => (state = openState(data, 'run')));
  afterEach(() => state.close());

  it('queues songs for it', async () => {
    const { code, stderr } = await publish(await song('beside.mp3'));
    expect([code, stderr]).toEqual([0, 'The run at work takes them up.\n']);
    expect((await newest(state.log, 'tracks')).size).toBe(1);
  });
});
