import type { Excerpt } from './analysis.js';
import type { AnalysisRow } from './analysisRow.js';
import type { BenchRow } from './benchRow.js';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Songs in which the test holds for most of the excerpts. */
function songsWhere(excerpts: readonly Excerpt[], test: (row: AnalysisRow) => boolean): number {
  const songs = [...new Set(excerpts.map(({ song }) => song))];
  return songs.filter((name) => {
    const list = excerpts.filter(({ song }) => song === name);
    return list.filter(({ row }) => test(row)).length > list.length / 2;
  }).length;
}

/** The figures of the analysis: songs right by the majority of their excerpts, then single excerpts. */
export function analysisFigures(excerpts: readonly Excerpt[]): readonly BenchRow[] {
  const known = excerpts.filter(({ row }) => row.beatF1 !== undefined);
  const songs = excerpts.filter(({ row }) => row.beatF1 === undefined);
  const rows = known.map(({ row }) => row);
  const total = new Set(known.map(({ song }) => song)).size;
  const beats = (row: AnalysisRow): boolean => (row.beatF1 ?? 0) >= 0.95;
  const near = (row: AnalysisRow): boolean => ['exact', 'fifth', 'relative'].includes(row.keyVerdict ?? '');
  const errors = rows.filter(beats).flatMap(({ beatError }) => (beatError === undefined ? [] : [beatError]));
  const ofSongs = `of ${total} songs`;
  const ofExcerpts = `of ${rows.length} excerpts`;
  return [
    {
      name: 'tempo within 0.1 bpm',
      value: songsWhere(known, ({ bpmError }) => bpmError <= 0.1),
      unit: ofSongs,
    },
    { name: 'beats F1 ≥ 0.95 (±70 ms)', value: songsWhere(known, beats), unit: ofSongs },
    {
      name: 'downbeats right',
      value: songsWhere(known, (row) => beats(row) && row.downbeatsRight === true),
      unit: ofSongs,
    },
    {
      name: 'key exact',
      value: songsWhere(known, ({ keyVerdict }) => keyVerdict === 'exact'),
      unit: ofSongs,
    },
    { name: 'key exact, fifth or relative', value: songsWhere(known, near), unit: ofSongs },
    {
      name: 'tempo within 0.1 bpm',
      value: rows.filter(({ bpmError }) => bpmError <= 0.1).length,
      unit: ofExcerpts,
    },
    { name: 'beats F1 ≥ 0.95', value: rows.filter(beats).length, unit: ofExcerpts },
    {
      name: 'downbeats right',
      value: rows.filter((row) => beats(row) && row.downbeatsRight === true).length,
      unit: ofExcerpts,
    },
    {
      name: 'key exact',
      value: rows.filter(({ keyVerdict }) => keyVerdict === 'exact').length,
      unit: ofExcerpts,
    },
    { name: 'key exact, fifth or relative', value: rows.filter(near).length, unit: ofExcerpts },
    {
      name: 'surest wrong beats, confidence',
      value: Math.max(0, ...rows.filter((row) => !beats(row)).map(({ beatConfidence }) => beatConfidence)),
      unit: '0 … 1',
    },
    {
      name: 'right beats, median confidence',
      value: median(rows.filter(beats).map(({ beatConfidence }) => beatConfidence)),
      unit: '0 … 1',
    },
    { name: 'beat error where beats are right, median', value: median(errors), unit: 'ms' },
    {
      name: 'whole songs: tempo within 0.5 % at a listed octave',
      value: songs.filter(({ row }) => row.bpmError / row.bpm < 0.005).length,
      unit: `of ${songs.length} excerpts`,
    },
    {
      name: 'analysis of an excerpt, processor time, median',
      value: median(excerpts.map(({ row }) => row.cpu)),
      unit: 'ms',
    },
  ];
}
