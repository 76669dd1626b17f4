import { pathToFileURL } from 'node:url';
import { readWav } from '../src/adapters/files/readWav.js';
import { amplitude } from '../src/audio/loudness/amplitude.js';
import { soundingLoudness } from '../src/audio/loudness/soundingLoudness.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import type { StemName } from '../src/domain/role.js';
import type { Seconds } from '../src/domain/units.js';
import { prepareStem } from '../src/mashability/features/prepareStem.js';
import { regridded } from '../src/mashability/features/regridded.js';
import { ruleFeatures, type RuleFeatures } from '../src/mashability/features/ruleFeatures.js';
import { harmonicFit, onsetFit } from '../src/mashability/fit/fitPairs.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs } from './cc0Songs.js';
import { correlation } from './correlation.js';
import { stemWavs, type StemWavs } from './stemWavs.js';

const bars = 16;
/** How far the part's first downbeat is moved against the seed's. */
const offset: Seconds = 0.17;
/** Where the unit begins, in bars: all songs sound there. */
const firstBar = 16;

const beatsOf = (bpm: number): Seconds[] =>
  Array.from({ length: 4 * bars + 1 }, (_, beat) => ((4 * firstBar + beat) * 60) / bpm);

/** A stem at the loudness at which features are taken. */
async function levelled(wavs: StemWavs, song: string, stem: StemName): Promise<Float32Array> {
  const mono = monoMix(await readWav(await wavs.wav(song, stem)));
  const gain = amplitude(-23 - (soundingLoudness(mono) ?? -23));
  return mono.map((x) => x * gain);
}

/** Features of a part on another song's beats: as made of those on its own, and as heard there. */
interface Both {
  readonly made: RuleFeatures;
  readonly heard: RuleFeatures;
}

function both(signal: Float32Array, own: readonly Seconds[], seed: readonly Seconds[]): Both {
  const later = seed[0] + offset - own[0];
  const last = own[own.length - 1] + later;
  const beats = seed.filter((time, beat) => beat === 0 || time <= last).map((time) => time - later);
  return { made: regridded(ruleFeatures(signal, own), own, beats), heard: ruleFeatures(signal, beats) };
}

/**
 * How well features of a part that plays at its own speed over another song's beats are made of those on its own beats (mashstream evaluate): against
 * features heard there, and scores of both with the other song's voice. Undefined where the CC0 stems are missing.
 */
export async function regriddedBench(music?: string): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  try {
    const pairs: Both[] = [];
    const scores: { readonly harmony: [number, number][]; readonly strokes: [number, number][] } = {
      harmony: [],
      strokes: [],
    };
    for (const seed of cc0Songs) {
      const beats = beatsOf(seed.bpm);
      const voice = prepareStem(ruleFeatures(await levelled(wavs, seed.name, 'vocals'), beats));
      for (const part of cc0Songs.filter(({ bpm }) => bpm !== seed.bpm))
        for (const stem of ['other', 'drums'] as const) {
          const found = both(await levelled(wavs, part.name, stem), beatsOf(part.bpm), beats);
          pairs.push(found);
          const rule = stem === 'other' ? harmonicFit : onsetFit;
          const score = (features: RuleFeatures): number =>
            rule({ stem: voice, shift: 0, from: 0 }, { stem: prepareStem(features), shift: 0, from: 0 });
          scores[stem === 'other' ? 'harmony' : 'strokes'].push([score(found.made), score(found.heard)]);
        }
    }
    const mean = (name: 'chroma' | 'onsets' | 'bands'): number =>
      pairs.reduce((sum, { made, heard }) => sum + correlation(made[name], heard[name]), 0) / pairs.length;
    const row = (name: string, value: number): BenchRow => ({ name, value, unit: '' });
    return [
      ...(['chroma', 'onsets', 'bands'] as const).map((name) =>
        row(`${name} made and heard on other beats, correlation, mean of ${pairs.length}`, mean(name)),
      ),
      ...(['harmony', 'strokes'] as const).flatMap((name) => {
        const [made, heard] = [0, 1].map((i) => scores[name].map((each) => each[i]));
        const bias = made.reduce((sum, x, i) => sum + x - heard[i], 0) / made.length;
        return [
          row(`fit of ${name} by both, correlation of ${made.length}`, correlation(made, heard)),
          row(`fit of ${name}, made less heard, mean`, bias),
        ];
      }),
    ];
  } finally {
    await wavs.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv.at(1) ?? '').href)
  for (const { name, value } of (await regriddedBench()) ?? []) console.log(`${name}: ${value.toFixed(3)}`);
