import { mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
  ])('%j', async (words, reason) => {
    const files: Record<string, string> = { FILE: await song('a.mp3'), OTHER: await song('b.mp3') };
    const { code, stderr } = await publish(...words.map((word) => files[word] ?? word));
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
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
