import { chmod, mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/adapters/sqlite/database/connect.js';
import { checkScorer } from '../../../src/cli/check/checkScorer.js';
import { checkSeparator } from '../../../src/cli/check/checkSeparator.js';
import { modelRegistry } from '../../../src/adapters/networks/registry/modelRegistry.js';
import { publishFolder } from '../../../src/cli/runtime/models/publishFolder.js';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { newest } from '../../../src/cli/songs/newest.js';
import { writeUntaughtModel } from '../../../bench/untaughtModel.js';
import { clipOf } from '../../support/clips.js';
import { mashstream } from '../../support/mashstream.js';
import { matchedState } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const places = (data: string): string[] => ['--data', data, '--out', directory('out')];
afterEach(() => vi.unstubAllEnvs());

/** Programs of our own on the PATH. */
async function programs(versions: Readonly<Record<string, string>>): Promise<void> {
  const folder = directory(`bin-${Object.values(versions).join('-')}`);
  await mkdir(folder, { recursive: true });
  for (const [name, version] of Object.entries(versions)) {
    await writeFile(`${folder}/${name}`, `#!/bin/sh\necho "${name} version ${version}"\n`);
    await chmod(`${folder}/${name}`, 0o755);
  }
  vi.stubEnv('PATH', folder);
}
const good = { ffmpeg: '5.1.6-0+deb12u1', ffprobe: '5.1.6', rubberband: '3.1.2' };

describe('check', () => {
  it('sums up what is well, and leaves nothing behind', async () => {
    await programs(good);
    const data = directory('data');
    const { code, stdout } = await mashstream('check', ...places(data));
    expect(stdout).toMatch(/^ok {4}settings {3}songs at once: \d/);
    expect(stdout).toMatch(/^ok {4}scorer {5}dualnet, by the [0-9a-f]{12} that comes with the program$/m);
    expect(stdout).toMatch(/^ok {4}ffmpeg {5}5\.1\.6$/m);
    expect(stdout).toMatch(/^ok {4}separator {2}htdemucs, 17\d MB$/m);
    expect(stdout).toMatch(`data       ${data} (will be made)`);
    expect(stdout).toMatch(/\nAll is well\.\n$/);
    expect(code).toBe(0);
    expect(await readdir(directory())).toEqual([expect.stringMatching(/^bin-/)]);
  });

  it('tells all that is wrong at once, and exits 1', async () => {
    await programs({ ffmpeg: '3.4.8', ffprobe: '5.1' });
    const wrong = directory('file');
    await writeFile(wrong, '');
    const other = directory('other-file');
    await writeFile(other, '');
    const { code, stdout } = await mashstream('check', '--data', wrong, '--out', `${other}/out`);
    expect(code).toBe(1);
    for (const line of [
      /^WRONG ffmpeg {5}3\.4\.8 is too old: version 4 or newer/m,
      /^WRONG rubberband is not on the PATH. Install it: /m,
      /^WRONG data {7}.*file is a file.*--data/m,
      /^WRONG out {8}.*other-file is a file.*--out/m,
      /^4 things are wrong\.$/m,
    ])
      expect(stdout).toMatch(line);
  });

  it('does not take a program that is there and fails for a good one', async () => {
    await programs(good);
    const folder = process.env['PATH'] ?? '';
    await writeFile(`${folder}/ffmpeg`, '#!/bin/sh\necho "ffmpeg 5.1: no libz.so.1" >&2; exit 127\n');
    const { code, stdout } = await mashstream('check', ...places(directory('data')));
    expect(stdout).toMatch(/^WRONG ffmpeg {5}does not work \(ffmpeg 5\.1: no libz\.so\.1\)\. Install it: /m);
    expect(code).toBe(1);
  });

  it('tells where state, results and songs would lie in each other', async () => {
    await programs(good);
    const told = await mashstream('check', '--data', directory('d'), '--out', directory('d/out'));
    expect(told.code).toBe(1);
    expect(told.stdout).toMatch(/^WRONG out {8}.*lies in the data folder.*--out\.$/m);
  });

  it('names every wrong setting, beside the programs', async () => {
    await programs(good);
    const { code, stdout } = await mashstream('check', '--top', 'x', '--format', 'y');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^WRONG settings[^]*--top[^]*--format[^]*\nok {4}ffmpeg/);
  });

  it('looks at sidecar files of songs, each of them', async () => {
    await mkdir(directory('music'));
    for (const name of ['a.mp3', 'b.mp3', 'c.mp3']) await writeFile(directory('music', name), 'sound');
    await writeFile(directory('music/a.mash.json'), '{"bpm": 120}');
    await writeFile(directory('music/b.mash.json'), '{"key": "H"}');
    await writeFile(directory('music/c.mash.json'), 'no JSON');
    const { code, json } = await mashstream('check', directory('music'), '--json', ...places(directory('d')));
    expect(code).toBe(1);
    const findings = json().filter(({ what }) => what === 'sidecar' || what === 'songs');
    expect(findings.map(({ what, well, text }) => [what, well, text])).toEqual([
      ['sidecar', false, expect.stringMatching(/b\.mash\.json.*"key"/)],
      ['sidecar', false, expect.stringMatching(/c\.mash\.json/)],
      ['songs', true, '3 found, 1 with corrections'],
    ]);
  });

  it('tells what the data folder holds, and whether a run is at work', async () => {
    const data = directory('full');
    await matchedState(data, [{ name: 'One', bpm: 120 }]);
    expect((await mashstream('check', ...places(data))).stdout).toMatch('state      songs: 1, clips: 1\n');
    const state = openState(data, 'run');
    const { stdout } = await mashstream('check', ...places(data));
    expect(stdout).toMatch('songs: 1, clips: 1, a run is at work\n');
    await state.close();
  });

  it('finds what does not fit together, and mends it: the rest is for the next run', async () => {
    const data = directory('odd');
    await matchedState(data, [
      { name: 'One', bpm: 120 },
      { name: 'Two', bpm: 121 },
    ]);
    const fresh = await mashstream('check', ...places(data));
    expect([fresh.code, fresh.stdout]).toEqual([0, expect.stringMatching('state      songs: 2, clips: 2\n')]);
    const state = openState(data, 'run');
    await state.blobs.putBytes('clips/gone/old/vocal-rules.npy', new Uint8Array(3));
    // What models made of clips goes with them; models stay.
    for (const clipId of ['gone', 'clip-Two'])
      await state.blobs.putBytes(`projections/${clipId}/m/v.bin`, new Uint8Array(3));
    const folder = directory('a model');
    await writeUntaughtModel(folder);
    await publishFolder(modelRegistry(state), folder);
    await state.blobs.removePrefix('clips/clip-One/vocal-rules');
    await state.catalogue.putClip(clipOf('stray'));
    await state.log.append('mashups', [{ key: 'nobody', value: new TextEncoder().encode('{}') }]);
    await state.close();
    const odd = await mashstream('check', ...places(data));
    expect(odd.code).toBe(1);
    for (const line of [
      /^WRONG state {6}One has lost 1 file \(clips\/clip-One\/vocal-rules\.\w+\.npy\).*check --repair/m,
      /^WRONG state {6}2 files under blobs belong to nothing \(clips\/gone\//m,
      /^WRONG state {6}1 clip without a song/m,
      /^WRONG state {6}1 ranking of voices that are gone/m,
    ])
      expect(odd.stdout).toMatch(line);
    const mended = await mashstream('check', '--repair', ...places(data));
    expect([mended.code, mended.stdout.match(/Mended/g)]).toEqual([0, Array(4).fill('Mended')]);
    expect((await mashstream('check', ...places(data))).code).toBe(0);
    const after = openState(data, 'look');
    expect(await after.blobs.list('models/')).toHaveLength(2);
    expect(await after.blobs.list('projections/')).toEqual([expect.stringMatching(/clip-Two/)]);
    const waiting = (await newest(after.log, 'works')).get('track-clip-One')?.value ?? new Uint8Array();
    expect(JSON.parse(new TextDecoder().decode(waiting))).toEqual({
      ...{ schema: 1, trackId: 'track-clip-One', by: 'song:One' },
    });
    expect((await newest(after.log, 'mashups')).get('nobody')?.value).toBeNull();
    expect((await after.catalogue.getTrack('track-clip-One'))?.complete).toBe(false);
    await after.close();
  });

  it('mends damage that only reading shows, and nothing beside a run', async () => {
    const data = directory('damaged');
    await matchedState(data, [{ name: 'One', bpm: 120 }]);
    const state = openState(data, 'run');
    const [key] = await state.blobs.list('clips/clip-One/vocal-rules');
    await writeFile(`${data}/blobs/${key}`, 'other');
    const beside = await mashstream('check', '--repair', ...places(data));
    expect([beside.code, beside.stdout]).toEqual([
      1,
      expect.stringMatching(/^WRONG state .*Another run uses/m),
    ]);
    await state.close();
    const { stdout } = await mashstream('check', '--repair', ...places(data));
    expect(stdout).toMatch(/One has lost 1 file .*Mended/);
  });

  it('finds a data folder of a newer version', async () => {
    const data = directory('newer');
    await openState(data, 'append').close();
    const db = connect(`${data}/mashstream.db`, false);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const { code, stdout } = await mashstream('check', ...places(data));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^WRONG state .*newer version/m);
  });
});

it('a model that is missing, or a piece of one, is found', async () => {
  const file = directory('htdemucs.onnx');
  await writeFile(file, 'version https://git-lfs.github.com/spec/v1');
  const piece = checkSeparator({ separator: 'htdemucs' }, () => file);
  expect([piece.well, piece.text]).toEqual([false, expect.stringMatching('not the whole model')]);
  const missing = checkSeparator({ separator: 'htdemucs' }, () => directory('nothing'));
  expect([missing.well, missing.text]).toEqual([false, expect.stringMatching(/missing.*npm ci/)]);
  expect(checkSeparator({ separator: 'none' }, () => directory('nothing')).well).toBe(true);
});

it('a model that dualnet judges by is looked at', async () => {
  const folder = directory('model');
  const { version } = await writeUntaughtModel(folder);
  const data = directory('of models');
  expect(await checkScorer({ data, scorer: 'dualnet', model: folder })).toEqual({
    ...{ what: 'scorer', well: true, text: `dualnet, by dualnet ${version}` },
  });
  expect((await checkScorer({ data, scorer: 'fit', model: folder })).text).toMatch(/add --scorer dualnet/);
  const current = () => checkScorer({ data, scorer: 'dualnet', model: undefined });
  expect(await current()).toMatchObject({
    well: true,
    text: expect.stringMatching(/that comes with the program/) as string,
  });
  await mashstream('models', 'publish', folder, '--promote', '--data', data);
  expect(await current()).toMatchObject({
    well: true,
    text: `dualnet, by dualnet/${version}, which is current`,
  });
  await rm(`${data}/blobs/models`, { recursive: true });
  expect(await current()).toMatchObject({ well: false });
  await truncate(`${folder}/vocal.onnx`, 1000);
  const damaged = await checkScorer({ data, scorer: 'dualnet', model: folder });
  expect(damaged).toMatchObject({ well: false });
  expect(damaged.text).toMatch(/vocal.onnx is not the file that its record names/);
});
