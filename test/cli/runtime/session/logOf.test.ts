import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { mashstream, type Told } from '../../../support/mashstream.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const isTTY = process.stderr.isTTY;
let round = 0;
let data: string;
beforeEach(async () => {
  data = at(`data ${(round += 1)}`);
  const state = openState(data, 'run');
  const said = { 'bad song': '{', 'lost song': '{"schema":1,"uri":"/none.mp3"}' };
  for (const [key, text] of Object.entries(said))
    await state.log.append('tracks', [{ key, value: new TextEncoder().encode(text) }]);
  await state.close();
});
afterEach(() => (process.stderr.isTTY = isTTY));

/** Runs ingest over two bad messages until they are dead letters, then interrupts it. */
async function ingest(...flags: readonly string[]): Promise<Told> {
  const running = mashstream('run', 'ingest', '--data', data, ...flags);
  for (let left = 1000; left > 0 && !(await hasLetters()); left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  process.emit('SIGINT');
  return running;
}

async function hasLetters(): Promise<boolean> {
  const state = openState(data, 'look');
  const letters = await lastValueFrom(state.log.readTable('dead-letters').pipe(toArray()));
  await state.close();
  return letters.length === 2;
}

const parsed = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // lines of the log are objects

const failure = { level: 'warn', stage: 'read', track: 'bad song', topic: 'tracks', code: 'bad-message' };

describe('the log of a run for ever', () => {
  it('is JSON on stderr where that is no terminal: failures with stage, track, trace and code, and notes', async () => {
    process.stderr.isTTY = false;
    const { stderr, stdout } = await ingest();
    const lines = parsed(stderr);
    const trace = expect.stringMatching(/^[0-9a-f]{32}$/) as string;
    expect(lines).toContainEqual(expect.objectContaining({ ...failure, trace }));
    expect(lines.some(({ msg }) => String(msg).startsWith('Running ingest'))).toBe(true);
    expect(lines.some(({ level }) => level === 'debug')).toBe(false);
    expect(stdout).toBe('');
  });

  it('tells when each stage begins and ends at level debug', async () => {
    process.stderr.isTTY = false;
    const lines = parsed((await ingest('--log-level', 'debug')).stderr);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'debug', msg: 'begun', track: 'lost song' }),
    );
  });

  it('says nothing at level silent', async () => {
    process.stderr.isTTY = false;
    expect((await ingest('--log-level', 'silent')).stderr).toBe('');
  });

  it('is written on a terminal where it is asked for, and beside JSON results', async () => {
    process.stderr.isTTY = true;
    expect(parsed((await ingest('--log-format', 'json')).stderr)).toContainEqual(
      expect.objectContaining(failure),
    );
  });

  it('gives way to text where that is asked for, and to what programs read', async () => {
    process.stderr.isTTY = false;
    expect((await ingest('--log-format', 'text')).stderr).toMatch(/^FAILED bad song \(read\)/m);
  });

  it('as text at level debug tells how long each stage took, and in which trace', async () => {
    const { stderr } = await ingest('--log-format', 'text', '--log-level', 'debug');
    expect(stderr).toMatch(/^\w+: lost song took \d+\.\d{3} s \(trace [0-9a-f]{32}\)$/m);
  });

  it('with --json leaves stderr alone unless it is asked for', async () => {
    process.stderr.isTTY = false;
    const { stdout, stderr } = await ingest('--json');
    expect([stderr, stdout]).toEqual(['', expect.stringMatching(/"kind":"failed"/)]);
  });
});
