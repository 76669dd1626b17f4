import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/adapters/sqlite/connect.js';
import { checkModel } from '../../../src/cli/check/checkModel.js';
import { openState } from '../../../src/cli/runtime/openState.js';
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
    expect(stdout).toMatch(/^ok {4}settings {3}scorer amu/);
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
    const { code, stdout } = await mashstream('check', '--data', wrong, '--out', `${wrong}/out`);
    expect(code).toBe(1);
    for (const line of [
      /^WRONG ffmpeg {5}3\.4\.8 is too old: version 4 or newer/m,
      /^WRONG rubberband is not on the PATH. Install it: /m,
      /^WRONG data {7}.*file is a file.*--data/m,
      /^WRONG out {8}.*file is a file.*--out/m,
      /^4 things are wrong\.$/m,
    ])
      expect(stdout).toMatch(line);
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
  const piece = checkModel({ separator: 'htdemucs' }, () => file);
  expect([piece.well, piece.text]).toEqual([false, expect.stringMatching('not the whole model')]);
  const missing = checkModel({ separator: 'htdemucs' }, () => directory('nothing'));
  expect([missing.well, missing.text]).toEqual([false, expect.stringMatching(/missing.*npm ci/)]);
  expect(checkModel({ separator: 'none' }, () => directory('nothing')).well).toBe(true);
});
