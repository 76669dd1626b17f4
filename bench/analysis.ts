import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MonoStems } from '../src/audio/regions/analyzeRegion.js';
import { decodeWav } from '../src/audio/files/decodeWav.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { parseKey } from '../src/domain/music/parseKey.js';
import { keyName } from '../src/domain/music/key.js';
import { stemNames } from '../src/domain/role.js';
import type { Seconds } from '../src/domain/units.js';
import { analysisRow, type AnalysisRow } from './analysisRow.js';
import { cc0Songs } from './cc0Songs.js';
import { songTempi } from './songTempi.js';

export interface Excerpt {
  readonly song: string;
  readonly start: Seconds;
  readonly row: AnalysisRow;
}

/** Starts and lengths of the excerpts: none on a round bar of any of the songs. */
const starts: readonly Seconds[] = [0, 3.3, 8.7, 14.2, 19.9, 26.1, 31.7, 37.3, 42.8, 48.1, 53.4];
const lengths: readonly Seconds[] = [30, 36, 45];

function readStems(folder: string): MonoStems {
  const stems = stemNames.flatMap((name) => {
    const path = join(folder, `${name}.wav`);
    return existsSync(path) ? [[name, monoMix(decodeWav(readFileSync(path)))] as const] : [];
  });
  return { ...Object.fromEntries(stems), sampleRate: 44_100 };
}

const part = (stems: MonoStems, start: Seconds, length: Seconds): MonoStems => {
  const cut = stemNames.flatMap((name) => {
    const signal = stems[name]?.subarray(Math.round(start * 44_100), Math.round((start + length) * 44_100));
    return signal ? [[name, signal] as const] : [];
  });
  return { ...Object.fromEntries(cut), sampleRate: 44_100 };
};

/** Analyses excerpts of separated songs: `<folder>/<song>/{vocals,drums,bass,other}.wav`, 44.1 kHz; missing songs are left out. */
export function analysisBench(folder: string): Excerpt[] {
  const cc0 = cc0Songs
    .filter(({ name }) => existsSync(join(folder, name)))
    .flatMap(({ name, bpm, key: text }): Excerpt[] => {
      const stems = readStems(join(folder, name));
      const key = parseKey(text);
      return starts.map((start, i) => {
        const truth = { bpm: [bpm], downbeat: -start, ...(key && { key }) };
        return {
          song: name,
          start,
          row: analysisRow(part(stems, start, lengths[i % lengths.length]), truth),
        };
      });
    });
  const songs = Object.entries(songTempi)
    .filter(([name]) => existsSync(join(folder, name, 'drums.wav')))
    .flatMap(([song, bpm]): Excerpt[] => {
      const stems = readStems(join(folder, song));
      return [0, 8].map((start) => ({ song, start, row: analysisRow(part(stems, start, 36), { bpm }) }));
    });
  return [...cc0, ...songs];
}

const yes = (right: boolean | undefined): string => (right === undefined ? ' ' : right ? '+' : '−');

/** One line an excerpt, then the sums. */
export function analysisTable(excerpts: readonly Excerpt[]): string {
  const lines = excerpts.map(({ song, start, row }) => {
    const relative = row.bpmError / row.bpm;
    const tempo = row.beatF1 === undefined ? relative < 0.005 : row.bpmError <= 0.1;
    const beats = row.beatF1 === undefined ? undefined : row.beatF1 >= 0.95;
    const marks = `tempo ${yes(tempo)} beats ${yes(beats)} bars ${yes(row.downbeatsRight)}`;
    const error = row.beatError === undefined ? '' : `|e| ${row.beatError.toFixed(1)} ms`;
    return (
      `${song.slice(0, 36).padEnd(36)} ${start.toFixed(1).padStart(5)} s  ${row.bpm.toFixed(2).padStart(6)}  ${marks}  ` +
      `sure ${row.beatConfidence.toFixed(2)} ${row.downbeatConfidence.toFixed(2)}  ${error.padEnd(11)}  ` +
      `${keyName(row.key)} ${row.keyVerdict ?? ''} ${row.keyConfidence.toFixed(2)}  ${row.cpu.toFixed(0)} ms`
    );
  });
  const known = excerpts.filter(({ row }) => row.beatF1 !== undefined).map(({ row }) => row);
  const share = (test: (row: AnalysisRow) => boolean): string =>
    `${known.filter(test).length}/${known.length}`;
  const sums = [
    `tempo within 0.1 bpm ${share((row) => row.bpmError <= 0.1)}`,
    `beats F1 ≥ 0.95 ${share((row) => (row.beatF1 ?? 0) >= 0.95)}`,
    `downbeats ${share((row) => row.downbeatsRight === true && (row.beatF1 ?? 0) >= 0.95)}`,
    `key exact ${share((row) => row.keyVerdict === 'exact')}`,
    `exact, fifth or relative ${share((row) => ['exact', 'fifth', 'relative'].includes(row.keyVerdict ?? ''))}`,
  ];
  return [...lines, sums.join('; ')].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv.at(1) ?? '').href) {
  console.log(analysisTable(analysisBench(process.argv[2] ?? 'separated')));
}
