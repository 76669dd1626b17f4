import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, it } from 'vitest';
import { runProgram, startProgram } from '../support/builtProgram.js';
import { readData } from '../support/dataFolder.js';
import { freePort } from '../support/freePort.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { until } from '../support/until.js';

const at = temporaryDirectory();
const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** Another process that keeps the database from everybody else who writes, until it is told to let go. */
async function hold(database: string): Promise<() => Promise<void>> {
  const code = `const Database = require('libsql');
    const db = new Database(${JSON.stringify(database)}, { timeout: 20_000 });
    db.exec('BEGIN EXCLUSIVE');
    console.log('held');
    process.stdin.once('data', () => { db.exec('COMMIT'); db.close(); process.exit(); });`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return async () => {
    child.stdin.write('go');
    await once(child, 'close');
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** ms */
  readonly took: number;
}

async function ask(url: string): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  return { status: response.status, text: await response.text(), took: performance.now() - began };
}

it('a database that another process holds for a while stops nothing and loses nothing', async () => {
  makeStemSong(at('one'));
  makeStemSong(at('two'), { semitones: 1 });
  const port = await freePort();
  const server = `http://127.0.0.1:${port}`;
  const serving = ['--data', 'data', '--http-port', String(port)];
  const run = startProgram(['run', 'ingest', 'match', ...serving], { cwd: at(), limit: 300_000 });
  await until(() => run.stderr().includes('metrics on'), 30_000);
  const publish = (song: string) => runProgram(['publish', song, '--data', 'data'], { cwd: at() });
  expect(await publish('one')).toMatchObject({ code: 0 });
  const letGo = await hold(at('data', 'mashstream.db'));

  const healthy: Answer[] = [];
  const ready: Answer[] = [];
  const look = async (): Promise<void> => {
    healthy.push(await ask(`${server}/healthz`));
    ready.push(await ask(`${server}/readyz`));
    expect((await ask(`${server}/metrics`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  // The song in hand needs the database sooner or later.
  for (const end = performance.now() + 120_000; performance.now() < end && ready.at(-1)?.status !== 503;)
    await look();
  const second = publish('two');
  // Well beyond what SQLite used to wait for.
  for (const end = performance.now() + 12_000; performance.now() < end;) await look();
  await letGo();

  expect(healthy.every(({ status }) => status === 200)).toBe(true);
  expect(Math.max(...[...healthy, ...ready].map(({ took }) => took))).toBeLessThan(2000);
  expect(ready.at(-1)).toMatchObject({
    status: 503,
    text: expect.stringMatching(/^waiting for the database .*mashstream\.db\n$/) as string,
  });
  expect(await second).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/held by process \d+ \(node\).*Waiting for it/) as string,
  });
  const done = async (): Promise<boolean> => {
    const { tracks, topic } = await readData(at('data'));
    return tracks.filter(({ complete }) => complete).length === 2 && topic('mashups').size > 0;
  };
  for (const end = performance.now() + 120_000; performance.now() < end && !(await done());)
    await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await done()).toBe(true);
  expect((await ask(`${server}/readyz`)).status).toBe(200);
  run.kill('SIGINT');
  expect((await run.ended).code).toBe(130);
  expect(run.stderr().match(/Waiting for it; the run goes on by itself/g)).toHaveLength(1);
  const { topic, tracks } = await readData(at('data'));
  expect([topic('dead-letters').size, tracks.map(({ complete }) => complete)]).toEqual([0, [true, true]]);
}, 400_000);
