import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readWav } from '../src/adapters/files/readWav.js';
import { rubberbandStretcher } from '../src/adapters/rubberband/rubberbandStretcher.js';
import { keyVote, type KeySources } from '../src/audio/key/keyVote.js';
import { songKey } from '../src/audio/key/songKey.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { keyShift } from '../src/domain/music/keyShift.js';
import type { Tonality } from '../src/domain/music/tonality.js';
import { randomFrom } from '../src/domain/random.js';
import { bootstrapMean, grouped, type Estimate } from '../src/evaluation/bootstrap.js';
import { amuAt } from '../src/mashability/amu/amuAt.js';
import { prepareStem, type PreparedStem } from '../src/mashability/features/prepareStem.js';
import { ruleFeatures } from '../src/mashability/features/ruleFeatures.js';
import { harmonicFit } from '../src/mashability/fit/fitPairs.js';
import { fitWeights } from '../src/mashability/fit/fitTriples.js';
import { keyAgreement } from '../src/mashability/fit/knownTerms.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs, type Cc0Song } from './cc0Songs.js';
import { stemWavs, type StemWavs } from './stemWavs.js';

const rate = 44_100;
const barsOfUnit = 16;
/** Units of 16 bars in a song of 48. */
const units = 3;
const shifts = Array.from({ length: 12 }, (_, i) => i - 6);

/** One voice with its own harmony, which lies `moved` semitones higher than it should. */
interface Trial {
  readonly song: string;
  readonly moved: number;
  readonly voice: PreparedStem;
  readonly harmony: PreparedStem;
  /** Keys as the analysis finds them. The song's own holds the very harmony that is looked for, unmoved; the voice's alone does not. */
  readonly keys: { readonly song: Tonality; readonly voiceAlone: Tonality; readonly moved: Tonality };
}

/** What a rule makes of a trial. */
interface Judged {
  readonly song: string;
  /** 1 where the true shift is the best of all 12, else 0. */
  readonly first: number;
  /** Share of the 11 wrong shifts that are worse than the true one. */
  readonly area: number;
}

const keyOf = (sources: KeySources): Tonality => songKey([keyVote(sources, rate)]);

const mono = async (path: string): Promise<Float32Array> => monoMix(await readWav(path));

/** Bass and other of a song in one file. */
async function harmonyOf(wavs: StemWavs, song: string): Promise<string> {
  const output = join(wavs.folder, `${song}-harmony.wav`);
  const inputs = await Promise.all((['bass', 'other'] as const).map((stem) => wavs.wav(song, stem)));
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', ...inputs.flatMap((input) => ['-i', input])],
    ...['-filter_complex', 'amix=inputs=2:normalize=0', '-c:a', 'pcm_f32le', output],
  ]);
  return output;
}

async function trialsOf(wavs: StemWavs, { name: song, bpm }: Cc0Song, moves: number): Promise<Trial[]> {
  const [vocals, input] = [await mono(await wavs.wav(song, 'vocals')), await harmonyOf(wavs, song)];
  const harmony = await mono(input);
  const ofSong = keyOf({ vocals, other: harmony });
  const voiceAlone = keyOf({ vocals });
  const random = randomFrom('true shift', song);
  const trials: Trial[] = [];
  for (let move = 0; move < moves; move += 1) {
    const moved = random.int(12) - 6;
    const output = join(wavs.folder, `${song}-moved.wav`);
    const duration = harmony.length / rate;
    const timeMap = [[0, 0]] as const;
    await rubberbandStretcher().stretch({ input, output, timeMap, duration, shift: moved, formants: false });
    const shifted = await mono(output);
    const keys = { song: ofSong, voiceAlone, moved: keyOf({ other: shifted }) };
    for (let unit = 0; unit < units; unit += 1) {
      const beats = Array.from(
        { length: 4 * barsOfUnit + 1 },
        (_, beat) => ((4 * barsOfUnit * unit + beat) * 60) / bpm,
      );
      const stem = (signal: Float32Array): PreparedStem => prepareStem(ruleFeatures(signal, beats));
      trials.push({ song, moved, voice: stem(vocals), harmony: stem(shifted), keys });
    }
  }
  return trials;
}

type Rule = (trial: Trial, shift: number) => number;

const byEar: Rule = ({ voice, harmony }, shift) =>
  harmonicFit({ stem: voice, shift: 0, from: 0 }, { stem: harmony, shift, from: 0 });

/** The first is compared with all the others, and so is the second. */
const rules: Readonly<Record<string, Rule>> = {
  'fit, by ear alone': byEar,
  'fit with keys, as in rankings': (trial, shift) =>
    byEar(trial, shift) + fitWeights.key * keyAgreement(trial.keys.song, trial.keys.moved)(shift),
  'AMU, harmonic term': ({ voice, harmony }, shift) =>
    amuAt(voice, harmony, { beats: voice.beats, shift, baseFrom: 0, candidateFrom: 0 }).harmonic,
  'key labels': ({ keys }, shift) => (shift === keyShift(keys.moved.key, keys.song.key) ? 1 : 0),
  'key labels, the voice heard alone': ({ keys }, shift) =>
    shift === keyShift(keys.moved.key, keys.voiceAlone.key) ? 1 : 0,
};

function judged(trial: Trial, rule: Rule): Judged {
  const truth = ((-trial.moved + 18) % 12) - 6;
  const worth = rule(trial, truth);
  const wrong = shifts.filter((shift) => shift !== truth).map((shift) => rule(trial, shift));
  const area = wrong.reduce((sum, x) => sum + (x < worth ? 1 : x === worth ? 0.5 : 0), 0) / wrong.length;
  return { song: trial.song, first: wrong.every((x) => x < worth) ? 1 : 0, area };
}

const rowOf = (name: string, { mean, low, high, count }: Estimate): BenchRow => ({
  name: `${name} [${low.toFixed(3)}, ${high.toFixed(3)}] of ${count}`,
  value: mean,
  unit: '',
});

/**
 * Which of 12 shifts brings a song's own harmony back under its voice, when Rubber Band has moved it by a random −6 … 5: the CC0 songs, true
 * stems. Intervals by bootstrap over songs. Undefined where the music is missing.
 */
export async function trueShiftBench(music?: string, moves = 4): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  try {
    const trials: Trial[] = [];
    for (const song of cc0Songs) trials.push(...(await trialsOf(wavs, song, moves)));
    const of = (rule: string): readonly Judged[] => trials.map((trial) => judged(trial, rules[rule]));
    const estimate = (items: readonly Judged[], value: (item: Judged, i: number) => number): Estimate => {
      const values = items.map((item, i) => ({ song: item.song, value: value(item, i) }));
      return bootstrapMean(
        grouped(
          values,
          ({ song }) => song,
          (item) => item.value,
        ),
      );
    };
    const judgements = Object.keys(rules).map((name) => ({ name, found: of(name) }));
    const [ear, withKeys, ...others] = judgements;
    const rows = judgements.flatMap(({ name, found }) => [
      rowOf(
        `${name}: true shift first`,
        estimate(found, ({ first }) => first),
      ),
      rowOf(
        `${name}: area under ROC`,
        estimate(found, ({ area }) => area),
      ),
    ]);
    const paired = [ear, withKeys].flatMap((ours) =>
      others.flatMap((theirs) => [
        rowOf(
          `${ours.name}, less ${theirs.name}: first`,
          estimate(ours.found, ({ first }, i) => first - theirs.found[i].first),
        ),
        rowOf(
          `${ours.name}, less ${theirs.name}: area`,
          estimate(ours.found, ({ area }, i) => area - theirs.found[i].area),
        ),
      ]),
    );
    return [...rows, ...paired];
  } finally {
    await wavs.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await trueShiftBench());
