import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import type { Workspaces } from '../../src/ports/workspace.js';
import { contract, type Fixture, type Rule } from './contract.js';

export interface WorkspacesFixture extends Fixture<Workspaces> {
  /** A program that opens a workspace, writes a file of 5 bytes into it, prints its `dir` and waits. */
  readonly program: { readonly command: string; readonly args: readonly string[] };
}

/** The promises of the port Workspaces, to be kept by every adapter. */
export const workspaceContract = (adapter: string, makeFixture: () => WorkspacesFixture): void =>
  contract<Workspaces, WorkspacesFixture>(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<Workspaces, WorkspacesFixture>>> = {
  'a workspace is an empty directory of its own': ownDirectory,
  'only its owner can look into it': privateDirectory,
  'a purpose with odd characters is no way out': oddPurpose,
  'names lead to places inside': namesInside,
  'names that lead out are refused': namesOutside,
  'a directory inside is made empty, once': directoryInside,
  'disposing removes it with all in it, and may be repeated': disposes,
  'closing removes those that are still open, and no others': closes,
  'what a killed process left is cleared at the next start': clearsAfterKill,
  'what a living process works in is left alone': sparesLiving,
};

async function ownDirectory({ open }: WorkspacesFixture) {
  const workspaces = await open();
  const [one, two] = await Promise.all([workspaces.open('track'), workspaces.open('track')]);
  expect(one.dir).not.toBe(two.dir);
  await writeFile(one.path('a.wav'), 'mine');
  expect(existsSync(two.path('a.wav'))).toBe(false);
}

async function privateDirectory({ open }: WorkspacesFixture) {
  const { dir } = await (await open()).open('track');
  if (process.platform !== 'win32') expect(statSync(dir).mode & 0o777).toBe(0o700);
}

async function oddPurpose({ open }: WorkspacesFixture) {
  const workspaces = await open();
  const parent = dirname((await workspaces.open('track')).dir);
  for (const purpose of ['../../up', 'a/b', '-version', '', 'é\n"', 'x'.repeat(1000)])
    expect(dirname((await workspaces.open(purpose)).dir)).toBe(parent);
}

async function namesInside({ open }: WorkspacesFixture) {
  const workspace = await (await open()).open('track');
  for (const name of ['a.wav', '-version', 'x/y.wav', '..a'])
    expect(workspace.path(name).startsWith(`${workspace.dir}/`), name).toBe(true);
}

async function namesOutside({ open }: WorkspacesFixture) {
  const workspace = await (await open()).open('track');
  for (const name of ['..', '../other', '/etc/passwd', 'a/../..', '', '.'])
    expect(() => workspace.path(name), name).toThrow(expect.objectContaining({ code: 'refused-input' }));
}

async function directoryInside({ open }: WorkspacesFixture) {
  const workspace = await (await open()).open('track');
  const made = await workspace.directory('stems');
  expect(made).toBe(workspace.path('stems'));
  await writeFile(`${made}/vocals.wav`, 'x');
  await expect(workspace.directory('stems')).rejects.toMatchObject({ name: 'PipelineError' });
}

async function disposes({ open }: WorkspacesFixture) {
  const workspace = await (await open()).open('track');
  await writeFile(`${await workspace.directory('stems')}/vocals.wav`, 'x');
  await Promise.all([workspace.dispose(), workspace.dispose()]);
  await workspace.dispose();
  expect(existsSync(workspace.dir)).toBe(false);
}

async function closes({ open }: WorkspacesFixture) {
  const [workspaces, others] = [await open(), await open()];
  const [left, kept] = [await workspaces.open('track'), await others.open('track')];
  await writeFile(left.path('half.wav'), 'half!');
  await workspaces.close();
  expect([existsSync(left.dir), existsSync(kept.dir)]).toEqual([false, true]);
  await workspaces.close();
}

/** Starts the program; resolves to its child and its workspace. */
async function started({ program }: WorkspacesFixture) {
  const child = spawn(program.command, program.args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, dir: output.toString().trim() };
}

async function clearsAfterKill(fixture: WorkspacesFixture) {
  const { child, dir } = await started(fixture);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(dir)).toBe(true);
  const workspaces = await fixture.open();
  const mine = await workspaces.open('track');
  expect(existsSync(dir)).toBe(false);
  expect(existsSync(mine.dir)).toBe(true);
}

async function sparesLiving(fixture: WorkspacesFixture) {
  const mine = await (await fixture.open()).open('track');
  const { child, dir } = await started(fixture);
  try {
    await (await fixture.open()).open('track');
    expect([existsSync(dir), existsSync(mine.dir)]).toEqual([true, true]);
  } finally {
    child.kill('SIGKILL');
  }
}
