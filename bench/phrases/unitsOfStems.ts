import { readWav } from '../../src/adapters/files/readWav.js';
import { analyzeRegion } from '../../src/audio/regions/analyzeRegion.js';
import { cutUnit } from '../../src/audio/regions/cutUnit.js';
import { monoMix } from '../../src/audio/signal/monoMix.js';
import { stemNames } from '../../src/domain/role.js';
import type { BenchRow } from '../benchRow.js';
import { cc0Songs, type Cc0Song } from '../cc0Songs.js';
import { stemWavs, type StemWavs } from '../stemWavs.js';
import { heldNote } from './heldNote.js';
import { phraseFigures, type PhraseEnds } from './phraseEnds.js';

const sampleRate = 44_100;
/** Regions as they are planned, one every so many bars, none of which begins with a bar. */
const [regionBars, every, off] = [20, 3, 0.4];
const songBars = 48;

async function unitsOf(wavs: StemWavs, { name, bpm }: Cc0Song): Promise<readonly PhraseEnds[]> {
  const bar = 240 / bpm;
  const units: PhraseEnds[] = [];
  for (let first = 0; first + off + regionBars <= songBars; first += every) {
    const start = (first + off) * bar;
    const range = { start, duration: regionBars * bar };
    const read = stemNames.map(
      async (stem) => [stem, monoMix(await readWav(await wavs.wav(name, stem), range))] as const,
    );
    const stems = Object.fromEntries(await Promise.all(read));
    const analysis = analyzeRegion({ ...stems, sampleRate }, { bpm, meter: 4, firstDownbeat: -start });
    const unit = cutUnit(analysis);
    if (!unit) continue;
    const held = heldNote(stems['vocals'], sampleRate);
    const lines = Array.from({ length: unit.bars + 1 }, (_, k) =>
      held(unit.grid.beats[4 * (unit.startBar + k)]),
    );
    units.push({ name: `${name} from bar ${first}`, lines });
  }
  return units;
}

/** Units of regions of the CC0 songs, true stems and beats. Undefined where the music is missing. */
export async function unitsOfStems(music?: string): Promise<readonly PhraseEnds[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  try {
    const units: PhraseEnds[] = [];
    for (const song of cc0Songs) units.push(...(await unitsOf(wavs, song)));
    return units;
  } finally {
    await wavs.close();
  }
}

/** Their figures. Undefined where the music is missing. */
export async function phrasesOfStems(music?: string): Promise<readonly BenchRow[] | undefined> {
  const units = await unitsOfStems(music);
  return units && phraseFigures(units);
}
