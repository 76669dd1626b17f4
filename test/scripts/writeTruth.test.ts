import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { truthOfStems } from '../../scripts/lib/truthOfStems.mjs';
import { packageFolder } from '../../src/packageFolder.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();
const readme = `# Music
## stems/ — multitracks, CC0
Two songs of 'A Band' (Somebody), released under CC0 1.0. Each folder holds \`vocals.ogg\`.

| song | tempo (bpm) | key | length (s) |
|---|---|---|---|
| First | 132 | D major | 87.3 |
| Second | 92.5 | F# minor | 82.3 |

Truth: 4/4 throughout; every file starts on a downbeat; beat k is at k·60/bpm seconds.

## songs/
| file | tempo (bpm), where known |
|---|---|
| a.mp3 | 190 or 95 |
`;

describe('truthOfStems', () => {
  it('reads the table of the stems and no other', () => {
    const common = { artist: 'A Band', licence: 'CC0 1.0', meter: 4, firstDownbeat: 0 };
    expect(truthOfStems(readme)).toEqual([
      { song: 'First', truth: { title: 'First', bpm: 132, key: 'D major', ...common } },
      { song: 'Second', truth: { title: 'Second', bpm: 92.5, key: 'F# minor', ...common } },
    ]);
  });

  it('says what is not told', () => {
    expect(() => truthOfStems('no table')).toThrow(/no table with the columns/);
    expect(() => truthOfStems(readme.replace('4/4', ''))).toThrow(/which meter/);
    expect(() => truthOfStems(readme.replace('starts', 'ends'))).toThrow(/starts on a downbeat/);
    expect(() => truthOfStems(readme.replace('92.5', 'slow'))).toThrow(/Second is no number \(slow\)/);
  });
});

const script = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, [`${packageFolder}/scripts/writeTruth.mjs`, ...words]).then(
    (told) => ({ ...told, code: 0 }),
    (error: unknown) => error as { readonly code: number; readonly stdout: string; readonly stderr: string },
  );

describe('scripts/writeTruth.mjs', () => {
  it('links the stems beside their truth, and leaves out songs that are not there', async () => {
    mkdirSync(at('music/stems/First'), { recursive: true });
    writeFileSync(at('music/README.md'), readme);
    writeFileSync(at('music/stems/First/vocals.ogg'), 'a voice');
    for (let twice = 0; twice < 2; twice += 1)
      expect(await script(at('music'), at('truth'))).toMatchObject({
        code: 3,
        stderr: expect.stringMatching(/Second was left out: there is no folder/) as string,
      });
    expect(readdirSync(at('truth'))).toEqual(['First']);
    expect(readFileSync(at('truth/First/vocals.ogg'), 'utf8')).toBe('a voice');
    expect(JSON.parse(readFileSync(at('truth/First/mash.json'), 'utf8'))).toMatchObject({ bpm: 132 });
    expect(readdirSync(at('music/stems/First'))).toEqual(['vocals.ogg']);
    await script(at('music'));
    expect(readdirSync(at('music/stems/First'))).toEqual(['mash.json', 'vocals.ogg']);
  });

  it('says what it needs', async () => {
    expect(await script(at('nowhere'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/there is no .*README\.md/) as string,
    });
  });
});
