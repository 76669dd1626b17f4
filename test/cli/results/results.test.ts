import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { outcomeJson } from '../../../src/cli/results/reports/outcomeJson.js';
import { resultColumns } from '../../../src/cli/results/rows/resultCells.js';
import { resultRowOf } from '../../../src/cli/results/rows/resultRowOf.js';
import type { ResultRow } from '../../../src/cli/results/rows/resultRow.js';
import { resultTable } from '../../../src/cli/results/rows/resultTable.js';
import { resultText } from '../../../src/cli/results/rows/resultText.js';
import { sourceName } from '../../../src/cli/results/mashup/sourceName.js';
import type { Clip } from '../../../src/domain/clip.js';
import type { Mashup } from '../../../src/domain/mashup.js';

const row: ResultRow = {
  rank: 1,
  mashupId: 'abc',
  vocal: 'Caesium (Everything is Free)',
  harmonic: '東京事変 – 群青日和',
  percussion: 'Sodium',
  titles: { vocal: 'Caesium', harmonic: '東京事変 – 群青日和', percussion: 'Sodium' },
  key: { tonic: 7, mode: 'minor' },
  keyConfidence: 0.62,
  bpm: 130.04,
  shift: -2,
  stretch: { harmonic: 0.929, percussion: 1 },
  beatRatio: {},
  bars: 16,
  score: 0.81234,
  path: 'out/1/mix.flac',
};
const rows = [row, { ...row, rank: 2, shift: 3, vocal: 'a\u001b[31m\tb' }];
const wide = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));

describe('resultTable', () => {
  it('shows what the parts are and what is done to them', () => {
    const [top, head, , first, second] = resultTable(rows, 150).split('\n');
    expect(top).toMatch(/^┌/);
    for (const name of resultColumns) expect(head).toContain(` ${name} `);
    expect(first).toMatch(
      /│ 1 │ Caesium \(Everything is Free\) │ 東京事変 – 群青日和 +│ Sodium +│ G minor 6A │ +62 │ 130.0 │ +−2 │ 0.93 \/ 1.00 │ 0.812 │/,
    );
    expect(second).toMatch(/ \+3 /);
    expect(second).not.toContain('\u001b');
  });

  it.each([150, 140, 120, 100, 80, 60, 40, 20])('fits into %d columns', (columns) => {
    const text = resultTable(rows, columns);
    expect(wide(text)).toBeLessThanOrEqual(columns);
    expect(text).toContain('0.812');
  });

  it('leaves the artists out where not all names fit whole, and cuts titles off only after that', () => {
    const wideEnough = wide(resultTable([row], 200));
    expect(resultTable([row], wideEnough)).toContain(' Caesium (Everything is Free) ');
    // A long heading gives way first.
    const narrower = resultTable([row], wideEnough - 5);
    expect(narrower).toContain('│ Caesium ');
    expect(narrower).not.toContain('Everything');
    expect(narrower).toContain(' 東京事変 – 群青日和 ');
    expect(resultTable([row], 98)).toContain('…');
  });

  it('keeps the artists of a title that two have', () => {
    const titles = { ...row.titles, percussion: 'Hallelujah', harmonic: 'Hallelujah' };
    const covers = { ...row, titles, harmonic: 'Hallelujah (Cohen)', percussion: 'Hallelujah (Buckley)' };
    expect(resultTable([covers], 120)).toMatch(/Caesium +│ Hallelujah \(Cohe?n?…?\)? +│ Hallelujah \(Buck/);
  });

  it('at 100 columns has all of its columns still, whatever is in them', () => {
    const worst = Array.from({ length: 10 }, (_, i) => ({
      ...row,
      ...{ rank: i + 1, key: { tonic: 6, mode: 'minor' as const }, keyConfidence: 1, bpm: 180, shift: -3 },
    }));
    const [, head] = resultTable(worst, 100).split('\n');
    for (const name of resultColumns) expect(head).toContain(name === 'percussion' ? ' drums ' : ` ${name} `);
  });

  it('tells the reasons below each row, within its frame', () => {
    const why = ['score 0.812 by amu: harmony 0.61 (weight 1: the notes agree)', '16 bars'];
    const text = resultTable(
      [
        { ...row, why },
        { ...row, rank: 2, why: ['8 bars'] },
      ],
      120,
    );
    const lines = text.split('\n');
    expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
    expect(lines.slice(3).map((line) => line.replace(/^│ */, '').split(/ {2,}| │/)[0])).toEqual([
      '1',
      why[0],
      '16 bars',
      '2',
      '8 bars',
      expect.stringMatching(/^└/),
    ]);
    expect(wide(resultTable([{ ...row, why }], 50))).toBeLessThanOrEqual(50);
    expect(resultTable([{ ...row, why }], 50)).toMatch(/\n {3}score 0.812 by amu:[^]*\n {3}16 bars$/);
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
        '   G minor 6A (62 %), 130.0 bpm',
        '   shift −2, stretch 0.93 / 1.00',
      ].join('\n'),
    );
  });
});

describe('resultText', () => {
  const pipe = {};
  const places = { data: 'data', out: 'out' };
  it('is a table on a terminal, tabs in a pipe, JSON for programs', () => {
    expect(resultText(rows, { json: false, stdout: { isTTY: true, columns: 140 }, places })).toMatch(/^┌/);
    const lines = resultText(rows, { json: false, stdout: pipe, places }).split('\n');
    expect(lines.map((line) => line.split('\t').length)).toEqual([12, 12, 12]);
    expect(lines[1]).toMatch(
      /^1\tCaesium .*\tG minor 6A\t62\t130.0\t−2\t0.93 \/ 1.00\t0.812\tabc\tout\/1\/mix.flac$/,
    );
    const values = resultText(rows, { json: true, stdout: pipe, places }).split('\n');
    const { titles, ...told } = row;
    expect(titles.vocal).toBe('Caesium');
    expect(JSON.parse(values[0])).toEqual({
      ...told,
      type: 'mashup',
      key: { name: 'G minor', camelot: '6A' },
    });
  });
});

it('below a table stands where the audio lies, or how to make it', () => {
  const text = resultText([row, { ...row, rank: 2, mashupId: '2f186d55e37d28eeb10c', path: undefined }], {
    json: false,
    stdout: { isTTY: true, columns: 140 },
    places: { data: 'my data', out: 'out' },
  });
  expect(text.split('\n').slice(-2)).toEqual([
    '1: out/1/mix.flac',
    "2: npx mashstream render 2f186d55 --data 'my data'",
  ]);
});

it('for programs a run tells its mashups, remarks and failures', () => {
  const failed = [{ name: 'a\nb.mp3', code: 'not-audio', message: 'no sound in it' }];
  const text = outcomeJson({ rows, nothing: [], remarks: ['T: not used'], failed });
  expect(text).toMatch(/}\n$/);
  const values = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // as written
  expect(values.map(({ type }) => type)).toEqual(['mashup', 'mashup', 'remark', 'failed']);
  expect(values.slice(2)).toEqual([
    { type: 'remark', text: 'T: not used' },
    { type: 'failed', ...failed[0] },
  ]);
  expect(outcomeJson({ rows: [], nothing: [], remarks: [], failed: [] })).toBe('');
  const none = outcomeJson({ rows: [], nothing: ['No two fit'], remarks: [], failed: [] });
  expect(none).toBe('{"type":"remark","text":"No two fit"}\n');
});

describe('resultRowOf', () => {
  const sure = (title: string): number => ({ V: 0.8, H: 0.6 })[title] ?? 0.1;
  // Only what a row is made from.
  const clip = (clipId: string, title: string, bpm: number) =>
    ({
      clipId,
      source: { title, artist: 'Ann', uri: '/x' },
      key: row.key,
      grid: { bpm },
      keyConfidence: sure(title),
    }) as unknown as Clip;
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
      vocal: 'V (Ann)',
      harmonic: 'H (Ann)',
      percussion: 'P (Ann)',
      titles: { vocal: 'V', harmonic: 'H', percussion: 'P' },
      // The lower one of those that have a key.
      keyConfidence: 0.6,
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
