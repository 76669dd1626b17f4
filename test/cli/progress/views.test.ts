import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import stringWidth from 'string-width';
import { barText } from '../../../src/cli/progress/barText.js';
import { createProgressView } from '../../../src/cli/progress/createProgressView.js';
import { jsonView } from '../../../src/cli/progress/jsonView.js';
import { linesView } from '../../../src/cli/progress/linesView.js';
import type { ProgressView } from '../../../src/cli/progress/progressView.js';
import { terminalScreen } from '../../support/terminalScreen.js';

const clock = { now: () => Date.now() };
beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

/** Two songs: one goes well, one fails. */
function play(view: ProgressView): void {
  view.begin('songs', 2);
  view.show({ trackKey: 'a', title: 'Caesium', stage: 'separate', kind: 'started' });
  vi.advanceTimersByTime(60_000);
  view.show({ trackKey: 'a', title: 'Caesium', stage: 'separate', kind: 'progress', fraction: 0.6 });
  view.show({ trackKey: 'b', title: 'bad\nname', stage: 'decode', kind: 'started' });
  view.show({
    trackKey: 'b',
    title: 'bad\nname',
    stage: 'decode',
    kind: 'failed',
    message: 'it is not audio',
  });
  view.show({ trackKey: 'a', title: 'Caesium', stage: 'index', kind: 'done' });
}

describe('linesView', () => {
  it('tells beginnings, quarters, ends and failures, a line each, with the time left', () => {
    let text = '';
    play(linesView((more) => (text += more), clock));
    expect(text.split('\n')).toEqual([
      '0 of 2 songs',
      'separate: Caesium',
      'separate: Caesium 60 %',
      'decode: bad name',
      'FAILED bad name (decode): it is not audio',
      expect.stringMatching(/^1 of 2 songs, about \d+ s left$/),
      '2 of 2 songs: Caesium',
      '',
    ]);
  });

  it('does not tell every step', () => {
    let lines = 0;
    const view = linesView(() => (lines += 1), clock);
    view.begin('songs', 1);
    for (let i = 0; i <= 100; i += 1)
      view.show({ trackKey: 'a', title: 'A', stage: 'separate', kind: 'progress', fraction: i / 100 });
    expect(lines).toBe(1 + 3);
  });
});

describe('jsonView', () => {
  it('writes one object a line, as the events came', () => {
    let text = '';
    play(jsonView((more) => (text += more)));
    const values = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(values).toHaveLength(6);
    expect(values[0]).toEqual({ type: 'begin', what: 'songs', total: 2 });
    expect(values[4]).toEqual({
      type: 'progress',
      trackKey: 'b',
      title: 'bad\nname',
      stage: 'decode',
      kind: 'failed',
      message: 'it is not audio',
    });
  });
});

describe('barsView', () => {
  const onTerminal = (columns: number) => {
    const screen = terminalScreen(columns);
    const stdout = new PassThrough();
    const view = createProgressView({ json: false, stderr: screen.stream, stdout, clock, places: {} });
    return { view, lines: () => (vi.advanceTimersByTime(1000), screen.lines()) };
  };

  it('shows a bar for all and one for each song in work, and lets ended ones go', () => {
    const { view, lines } = onTerminal(100);
    view.begin('songs', 3);
    for (const name of ['Caesium', 'Sodium'])
      view.show({ trackKey: name, title: name, stage: 'separate', kind: 'progress', fraction: 0.6 });
    const [all, first, second, ...rest] = lines();
    expect(all).toMatch(/^all +█+░+ +34 % 0 of 3 songs/);
    expect(first).toMatch(/^Caesium +█+░+ +52 % separate$/);
    expect(second).toMatch(/^Sodium +█+░+ +52 % separate$/);
    expect(rest).toEqual([]);

    view.show({ trackKey: 'Caesium', title: 'Caesium', stage: 'index', kind: 'done' });
    const left = lines();
    expect(left).toHaveLength(2);
    expect(left[0]).toMatch(/1 of 3 songs, about \d+ s left$/);
    expect(left[1]).toMatch(/^Sodium/);

    view.note('one');
    view.note('two');
    expect(lines()).toEqual(['one', 'two', ...left]);
  });

  it('keeps failures above the bars, and leaves them alone on the screen at the end', () => {
    const { view, lines } = onTerminal(100);
    play(view);
    expect(lines()[0]).toBe('FAILED bad name (decode): it is not audio');
    view.note('a note');
    view.close();
    expect(lines()).toEqual(['FAILED bad name (decode): it is not audio', 'a note']);
    view.close();
    expect(lines()).toEqual(['FAILED bad name (decode): it is not audio', 'a note']);
  });

  it('never shows more lines than it may, however many songs are in work', () => {
    const { view, lines } = onTerminal(60);
    view.begin('songs', 50);
    for (let i = 0; i < 50; i += 1)
      view.show({ trackKey: `${i}`, title: `Song ${i}`, stage: 'decode', kind: 'started' });
    expect(lines()).toHaveLength(9);
  });
});

describe('barText', () => {
  it.each([20, 40, 60, 80, 200])('fits into %d columns', (columns) => {
    const text = barText({ label: '東京'.repeat(20), fraction: 0.42, tail: 'separate' }, columns);
    expect(stringWidth(text)).toBeLessThan(columns);
    expect(text).toContain(' 42 %');
  });
});

it('createProgressView writes JSON to stdout and lines to a piped stderr', () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const asked = { stdout, stderr: stderr as unknown as NodeJS.WriteStream, clock, places: {} }; // a pipe where a terminal could be
  createProgressView({ ...asked, json: true }).note('x');
  createProgressView({ ...asked, json: false }).note('y');
  expect(String(stdout.read())).toBe('{"type":"note","text":"x"}\n');
  expect(String(stderr.read())).toBe('y\n');
});

it('a view that cannot write throws nothing at who works', () => {
  const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const stdout = new PassThrough();
  stdout.write = () => {
    throw new Error('gone');
  };
  const stderr = new PassThrough() as unknown as NodeJS.WriteStream; // a pipe where a terminal could be
  const view = createProgressView({ json: true, stdout, stderr, clock, places: {} });
  expect(() => {
    play(view);
    view.note('x');
    view.close();
  }).not.toThrow();
  expect(warning).toHaveBeenCalledTimes(1);
  warning.mockRestore();
});

it('a command in a message is one that can be typed', () => {
  const [stdout, stderr] = [new PassThrough(), terminalScreen(80).stream];
  const view = createProgressView({ json: true, stdout, stderr, clock, places: { data: '/my/data' } });
  const message = 'To mend it: mashstream remove ab12 (with the --data of this run), then run again.';
  view.show({ trackKey: 'a', title: 'a', stage: 'rank', kind: 'failed', message });
  expect(String(stdout.read())).toContain('npx mashstream remove ab12 --data /my/data, then run again.');
});
