import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { programProblems } from '../../scripts/lib/programs.mjs';

let bin: string;
beforeEach(() => (bin = mkdtempSync(join(tmpdir(), 'mashstream-bin-'))));
afterEach(() => rmSync(bin, { recursive: true }));

const put = (name: string, says: string) => {
  writeFileSync(join(bin, name), `#!/bin/sh\necho '${says}' >&2\n`);
  chmodSync(join(bin, name), 0o755);
};

it('names every program that is missing', () => {
  put('ffmpeg', 'ffmpeg version 5.1.6-0+deb12u1');
  expect(programProblems({ PATH: bin })).toEqual(['ffprobe is not installed', 'rubberband is not installed']);
});

it('is content with the programs of Debian 12', () => {
  put('ffmpeg', 'ffmpeg version 5.1.6-0+deb12u1');
  put('ffprobe', 'ffprobe version 5.1.6-0+deb12u1');
  put('rubberband', '3.1.2');
  expect(programProblems({ PATH: bin })).toEqual([]);
});

it('says that Rubber Band 2 is too old', () => {
  put('ffmpeg', 'ffmpeg version n7.1');
  put('ffprobe', 'ffprobe version n7.1');
  put('rubberband', '2.0.2');
  expect(programProblems({ PATH: bin })).toEqual(['rubberband 2.0 is too old: version 3 or newer is needed']);
});
