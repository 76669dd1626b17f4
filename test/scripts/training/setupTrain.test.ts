import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { engines } from '../../../scripts/lib/training/engines.mjs';
import { spaceProblem } from '../../../scripts/lib/training/ensureEngine.mjs';
import { projectPath } from '../../support/projectFile.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const put = (name: string, script: string): void => {
  writeFileSync(at('bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(at('bin', name), 0o755);
};
const setup = (...words: string[]) =>
  spawnSync(process.execPath, [projectPath('scripts/setupTrain.mjs'), ...words], {
    env: { PATH: at('bin'), MASHSTREAM_TFJS: at('cache') },
    encoding: 'utf8',
  });

/** A machine with all tools, on which nothing comes of them. */
beforeEach(() => {
  rmSync(at('bin'), { recursive: true, force: true });
  mkdirSync(at('bin'));
  for (const name of ['make', 'g++', 'npm']) put(name, 'exit 0');
  put('python3', 'case "$*" in *download*) echo no network >&2; exit 1;; esac');
  put('apt-get', 'exit 100');
});

const linux = it.runIf(process.platform === 'linux' && process.arch === 'x64');

linux('names the tools that are missing, with the command that installs them', () => {
  rmSync(at('bin/g++'));
  put('python3', '[ "$1" = --version ]');
  const { stderr, status } = setup();
  expect(stderr).toMatch(
    /needs pip, g\+\+, missing here. Install with:\n\n {2}sudo apt-get update && sudo apt-get install -y --no-install-recommends python3 python3-pip make g\+\+\n/,
  );
  expect(status).toBe(1);
});

linux('without a network it says what to do, and leaves nothing behind', () => {
  const { stderr, status } = setup();
  expect(stderr).toMatch(
    /no network\nTensorFlow's C library could not be downloaded.*PIP_NO_INDEX=1 PIP_FIND_LINKS=<folder> npm run setup:train\n$/,
  );
  expect(status).toBe(1);
  put('npm', 'echo no registry >&2; exit 1');
  expect(setup('--gpu').stderr).toMatch(/no registry\nTensorFlow.js could not be installed/);
  expect(readdirSync(at('cache'), { recursive: true })).toEqual(['building']);
});

linux('a cache that cannot be made is told with its name', () => {
  writeFileSync(at('file'), '');
  const { stderr } = spawnSync(process.execPath, [projectPath('scripts/setupTrain.mjs')], {
    env: { PATH: at('bin'), MASHSTREAM_TFJS: at('file/cache') },
    encoding: 'utf8',
  });
  expect(stderr).toBe(
    `Setting up training in ${at('file/cache')} failed: ENOTDIR: not a directory, mkdir '${at('file/cache/building')}'\n`,
  );
});

it('refuses words that it does not know', () => {
  expect(setup('--cuda').stderr).toBe('Setting up training knows --gpu and no --cuda.\n');
});

it('a disk that is too full is told before anything is downloaded', () => {
  expect(spaceProblem(at(), { ...engines.cpu, space: 1 })).toBeUndefined();
  expect(spaceProblem(at(), { ...engines.cpu, space: 1e12 })).toMatch(
    /needs 1000000000000 MB on the disk of .*; \d+ MB are free\. .*MASHSTREAM_TFJS/,
  );
});
