import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { outcomeJson } from '../../../src/cli/results/outcomeJson.js';
import { resultRowOf } from '../../../src/cli/results/resultRowOf.js';
import type { ResultRow } from '../../../src/cli/results/resultRow.js';
import { resultTable } from '../../../src/cli/results/resultTable.js';
import { resultText } from '../../../src/cli/results/resultText.js';
import { sourceName } from '../../../src/cli/results/sourceName.js';
import type { Clip } from '../../../src/domain/clip.js';
import type { Mashup } from '../../../src/domain/mashup.js';

const row: ResultRow = {
  rank: 1,
  mashupId: 'abc',
  vocal: 'Caesium (Everything is Free)',
  harmonic: '東京事変 – 群青日和',
  percussion: 'Sodium',
  key: { tonic: 7, mode: 'minor' },
  bpm: 130.04,
  shift: -2,
  stretch: { harmonic: 0.929, percussion: 1 },
  score: 0.81234,
  path: 'out/1/mix.flac',
};
const rows = [row, { ...row, rank: 2, shift: 3, vocal: 'a\u001b[31m\tb' }];
const wide = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));

describe('resultTable', () => {
  it('shows what the parts are and what is done to them', () => {
    const [top, head, , first, second] = resultTable(rows, 140).split('\n');
    expect(top).toMatch(/^┌/);
    for (const name of ['#', 'vocal', 'harmonic', 'percussion', 'key', 'bpm', 'shift', 'stretch', 'score'])
      expect(head).toContain(` ${name} `);
    expect(first).toMatch(
      /│ 1 │ Caesium \(Everything is Free\) │ 東京事変 – 群青日和 +│ Sodium +│ G minor 6A │ 130.0 │ +−2 │ 0.93 \/ 1.00 │ 0.812 │/,
    );
    expect(second).toMatch(/ \+3 /);
    expect(second).not.toContain('\u001b');
  });

  it.each([140, 120, 100, 80, 60, 40, 20])('fits into %d columns', (columns) => {
    const text = resultTable(rows, columns);
    expect(wide(text)).toBeLessThanOrEqual(columns);
    expect(text).toContain('0.812');
  });

  it('has lines of one width even where characters are wide', () => {
    const widths = resultTable(rows, 110)
      .split('\n')
      .map((line) => stringWidth(line));
    expect(new Set(widths).size).toBe(1);
  });

  it('becomes a block for each mashup where a table does not fit', () => {
    expect(resultTable([row], 60)).toBe(
      [
        '1. score 0.812',
        '   vocal      Caesium (Everything is Free)',
        '   harmonic   東京事変 – 群青日和',
        '   percussion Sodium',
        '   G minor 6A, 130.0 bpm',
        '   shift −2, stretch 0.93 / 1.00',
      ].join('\n'),
    );
  });
});

describe('resultText', () => {
  const pipe = {};
  it('is a table on a terminal, tabs in a pipe, JSON for programs', () => {
    expect(resultText(rows, { json: false, stdout: { isTTY: true, columns: 140 } })).toMatch(/^┌/);
    const lines = resultText(rows, { json: false, stdout: pipe }).split('\n');
    expect(lines.map((line) => line.split('\t').length)).toEqual([11, 11, 11]);
    expect(lines[1]).toMatch(
      /^1\tCaesium .*\tG minor 6A\t130.0\t−2\t0.93 \/ 1.00\t0.812\tabc\tout\/1\/mix.flac$/,
    );
    const values = resultText(rows, { json: true, stdout: pipe }).split('\n');
    expect(JSON.parse(values[0])).toEqual({
      ...row,
      type: 'mashup',
      key: { name: 'G minor', camelot: '6A' },
    });
  });
});

it('below a table stands where the audio lies, or how to make it', () => {
  const text = resultText([row, { ...row, rank: 2, mashupId: '2f186d55e37d28eeb10c', path: undefined }], {
    json: false,
    stdout: { isTTY: true, columns: 140 },
  });
  expect(text.split('\n').slice(-2)).toEqual(['1: out/1/mix.flac', '2: mashstream render 2f186d55']);
});

it('for programs a run ends with its mashups, remarks, failures and one line that sums up', () => {
  const failed = [{ name: 'a\nb.mp3', code: 'not-audio', message: 'no sound in it' }];
  const text = outcomeJson({ rows, remarks: ['T: not used'], failed, exitCode: 3 });
  expect(text).toMatch(/}\n$/);
  const values = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // as written
  expect(values.map(({ type }) => type)).toEqual(['mashup', 'mashup', 'remark', 'failed', 'end']);
  expect(values.slice(2)).toEqual([
    { type: 'remark', text: 'T: not used' },
    { type: 'failed', ...failed[0] },
    { type: 'end', mashups: 2, failed: 1, exitCode: 3 },
  ]);
  const nothing = outcomeJson({ rows: [], remarks: [], failed: [], exitCode: 0 });
  expect(nothing).toBe('{"type":"end","mashups":0,"failed":0,"exitCode":0}\n');
});

describe('resultRowOf', () => {
  // Only what a row is made from.
  const clip = (clipId: string, title: string, bpm: number) =>
    ({ clipId, source: { title, uri: '/x' }, key: row.key, grid: { bpm } }) as unknown as Clip;
  const part = (role: string, clipId: string, shift: number, stretch: number) => ({
    role,
    clipId,
    shift,
    stretch,
  });
  const mashup = {
    mashupId: 'm',
    seedClipId: 'v',
    score: 0.5,
    parts: [part('vocal', 'v', 0, 1), part('harmonic', 'h', -2, 0.9), part('percussion', 'p', 0, 1.1)],
  } as unknown as Mashup;
  const clips = new Map(
    [clip('v', 'V', 130), clip('h', 'H', 117), clip('p', 'P', 143)].map((c) => [c.clipId, c]),
  );

  it('takes key and tempo from the vocal, shift and stretch from the others', () => {
    expect(resultRowOf(mashup, clips, { rank: 3 })).toMatchObject({
      rank: 3,
      vocal: 'V',
      harmonic: 'H',
      percussion: 'P',
      bpm: 130,
      shift: -2,
      stretch: { harmonic: 0.9, percussion: 1.1 },
    });
  });

  it('shows a part that is left out, and refuses one that is gone', () => {
    const duo = { ...mashup, parts: mashup.parts.slice(0, 2) };
    expect(resultRowOf(duo, clips, { rank: 1 }).percussion).toBe('–');
    clips.delete('h');
    expect(() => resultRowOf(mashup, clips, { rank: 1 })).toThrow(/clip h is gone/);
  });
});

it.each([
  [{ title: 'T', artist: 'A', uri: '/m/x.mp3' }, 'T (A)'],
  [{ title: 'T', uri: '/m/x.mp3' }, 'T'],
  [{ uri: '/m/some song.v2.mp3' }, 'some song.v2'],
  [{ artist: 'A', uri: 'file:///m/50%25.ogg' }, '50%'],
  [{ uri: '/m/Caesium/vocals.ogg' }, 'Caesium'],
])('sourceName of %j is %s', (source, name) => {
  expect(sourceName(source)).toBe(name);
});
