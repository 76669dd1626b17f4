import { pathToFileURL } from 'node:url';
import { analyzeRegion, type MonoStems } from '../src/audio/regions/analyzeRegion.js';
import { cutUnit } from '../src/audio/regions/cutUnit.js';
import { gridTimes } from '../src/audio/mel/gridTimes.js';
import { melOnGrid } from '../src/audio/mel/melOnGrid.js';
import { melVariants } from '../src/audio/mel/melVariants.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { readWav } from '../src/adapters/files/readWav.js';
import { heardRows } from '../src/audio/semitones/heardRows.js';
import { ruleFeatures } from '../src/mashability/features/ruleFeatures.js';
import type { StemName } from '../src/domain/role.js';
import type { BenchRow } from './benchRow.js';
import { stemWavs } from './stemWavs.js';

const song = 'Caesium';
const range = { start: 20, duration: 31 };
/** Runs after one that warms the machine up. */
const runs = 3;

async function readStems(
  wav: (name: StemName) => Promise<string>,
): Promise<MonoStems & Required<Pick<MonoStems, 'vocals' | 'drums' | 'other' | 'bass'>>> {
  const mono = async (name: StemName): Promise<Float32Array> =>
    monoMix(await readWav(await wav(name), range));
  return {
    sampleRate: 44_100,
    vocals: await mono('vocals'),
    drums: await mono('drums'),
    bass: await mono('bass'),
    other: await mono('other'),
  };
}

/** Processor seconds of `work`. */
function cost(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Processor time for all that is computed of one clip of 30 s (separation apart): analysis, rule features and rows of semitones of
 * three roles, and the mel on the beat grid of nine variants. Empty where the CC0 stems are missing.
 */
export async function clipFeaturesBench(music?: string): Promise<readonly BenchRow[]> {
  const files = await stemWavs(music);
  if (!files) return [];
  const stems = await readStems((name) => files.wav(song, name));
  await files.close();
  const harmonic = stems.other.map((x, i) => x + stems.bass[i]);
  const costs = {
    analysis: [] as number[],
    rules: [] as number[],
    rows: [] as number[],
    mel: [] as number[],
  };
  for (let run = 0; run <= runs; run++) {
    let beats: readonly number[] = [];
    const analysis = cost(() => (beats = cutUnit(analyzeRegion(stems))?.grid.beats ?? []));
    const roles = [stems.vocals, harmonic, stems.drums];
    const rules = cost(() => roles.forEach((signal) => ruleFeatures(signal, beats)));
    const rows = cost(() => roles.forEach((signal) => heardRows(signal, beats)));
    const mel = cost(() => {
      const times = gridTimes(beats);
      melVariants(harmonic, times);
      melOnGrid(stems.vocals, times);
      melOnGrid(stems.drums, times);
    });
    if (run === 0) continue;
    costs.analysis.push(analysis);
    costs.rules.push(rules);
    costs.rows.push(rows);
    costs.mel.push(mel);
  }
  const [analysis, rules] = [median(costs.analysis), median(costs.rules)];
  const [rows, mel] = [median(costs.rows), median(costs.mel)];
  return [
    { name: 'analysis of a clip of 31 s, processor time', value: analysis, unit: 's' },
    { name: 'rule features of its three roles', value: rules, unit: 's' },
    { name: 'rows of semitones of its three roles', value: rows, unit: 's' },
    { name: 'mel on the beat grid, nine variants', value: mel, unit: 's' },
    { name: 'analysis and all features', value: analysis + rules + rows + mel, unit: 's' },
  ];
}

if (import.meta.url === pathToFileURL(process.argv.at(1) ?? '').href)
  console.table(await clipFeaturesBench());
