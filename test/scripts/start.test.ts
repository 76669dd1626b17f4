import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let root: string;
const put = (name: string, content: string, mode = 0o644) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content, { mode });
};

/** A checkout in which everything is set up, whose program is `main`. */
const program = (main: string) => {
  put('dist/src/main.js', main);
  put('dist/.built', '');
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(root, 'dist/.built'), later, later);
};
const env = () => ({ PATH: join(root, 'bin-path') });
const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, script), ...args], { env: env(), encoding: 'utf8' });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mashstream-start-'));
  for (const folder of ['scripts', 'bin']) cpSync(folder, join(root, folder), { recursive: true });
  for (const name of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(name, join(root, name));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  put('package.json', '{"type": "module"}');
  put('src/main.ts', '');
  put('bench/amu.ts', '');
  for (const name of ['ffmpeg', 'ffprobe', 'rubberband'])
    put(`bin-path/${name}`, '#!/bin/sh\necho version 6.0\n', 0o755);
});
afterEach(() => rmSync(root, { recursive: true }));

it('runs the main job with the given arguments and ends as it does', () => {
  program('console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;');
  const { stdout, stderr, status } = node('scripts/start.mjs', '/my music', '--top', '3');
  expect(JSON.parse(stdout)).toEqual(['run', '/my music', '--top', '3']);
  expect(stderr).toBe('');
  expect(status).toBe(3);
});

it('lets Ctrl-C reach the program, which ends as it likes', async () => {
  program(`
    const heard = [];
    process.on('SIGINT', () => heard.push('SIGINT'));
    setTimeout(() => { console.log(heard.join()); process.exitCode = 130; }, 500);
    console.log('ready');`);
  // In a process group of its own, to which the terminal would send the signal.
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { env: env(), detached: true });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (text.startsWith('ready')) process.kill(-(child.pid ?? NaN), 'SIGINT');
  });
  const [code] = (await once(child, 'close')) as [number];
  expect([said, code]).toEqual(['ready\nSIGINT\n', 130]);
});

it('without a build, the command says how to make one', () => {
  const { stderr, status } = node('bin/mashstream.mjs', 'run');
  expect(stderr).toMatch('npm run setup');
  expect(status).toBe(1);
});

it('with a program missing and no right to install, it prints the command and exits 1', () => {
  program('');
  rmSync(join(root, 'bin-path/rubberband'));
  // A package manager that fails stands for both: none, and one that may not be used.
  put('bin-path/apt-get', '#!/bin/sh\nexit 100\n', 0o755);
  const { stderr, status } = node('scripts/start.mjs');
  expect(stderr).toMatch(
    /rubberband is not installed. Install with:\n\n {2}sudo apt-get update && sudo apt-get install/,
  );
  expect(status).toBe(1);
});
