import { join } from 'node:path';
import { arrivalBench } from './arrival.js';
import { alignmentBench } from './alignment.js';
import { amuBench } from './amu.js';
import type { BenchRow } from './benchRow.js';
import { candidatesBench } from './candidates.js';
import { catalogueBench } from './catalogue.js';
import { clipFeaturesBench } from './clipFeatures.js';
import { melBench } from './mel.js';
import { memoryBench } from './memory.js';
import { nothingNewBench } from './nothingNew.js';
import { paperRouteBench } from './paperRoute.js';
import { phrasesOfStems } from './phrases/unitsOfStems.js';
import { preScoresBench } from './preScores.js';
import { madeRowsBench } from './madeRows.js';
import { regriddedBench } from './regridded.js';
import { runAlignment } from './runAlignment.js';
import { separatedFigures } from './separatedFigures.js';
import { separationBench } from './separation.js';
import { voiceBench } from './voice.js';

export interface BenchContext {
  /** Folder with stems/ and songs/. */
  readonly music: string;
  /** Where separated music is kept and found again; left out: nowhere. */
  readonly separated?: string | undefined;
  /** Data and results of the demo. */
  readonly data: string;
  readonly out: string;
}

/** A bench that `mashstream bench` runs by its name. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Paths without which there is nothing to measure. */
  readonly needs: (context: BenchContext) => readonly string[];
  /** Undefined where the music is missing. */
  readonly run: (context: BenchContext) => Promise<readonly BenchRow[] | undefined>;
}

const stems = ({ music }: BenchContext): readonly string[] => [join(music, 'stems')];

/** All benches, the quick ones first. */
export const benches: readonly Bench[] = [
  {
    name: 'amu',
    about: 'speed of AutoMashUpper',
    needs: () => [],
    run: () => Promise.resolve(amuBench()),
  },
  {
    name: 'pre-scores',
    about: 'speed of the search for a voice’s harmonies at all shifts',
    needs: () => [],
    run: preScoresBench,
  },
  {
    name: 'candidates',
    about: 'what PreMixNet costs a candidate, in parts and whole (a minute; 2 GB)',
    needs: () => [],
    run: () => candidatesBench(),
  },
  {
    name: 'paper-route',
    about:
      'a candidate by the paper’s route, moved sound and the whole network, against PreMixNet’s head (two minutes; 2 GB)',
    needs: () => [],
    run: () => paperRouteBench(),
  },
  {
    name: 'catalogue',
    about: 'queries among 100,000 clips',
    needs: () => [],
    run: catalogueBench,
  },
  {
    name: 'arrival',
    about: 'a new clip among 10,000 and 100,000, until all rankings follow',
    needs: () => [],
    run: arrivalBench,
  },
  {
    name: 'nothing-new',
    about: 'commands with nothing to do, among 10,000 clips and 100,000 records',
    needs: () => [],
    run: () => nothingNewBench(),
  },
  {
    name: 'features',
    about: 'analysis and all features of one clip',
    needs: stems,
    run: ({ music }) => clipFeaturesBench(music),
  },
  {
    name: 'mel',
    about: 'beat-grid mel against really processed audio',
    needs: stems,
    run: ({ music }) => melBench({ music, songs: ['Caesium', 'Sodium'] }),
  },
  {
    name: 'alignment',
    about: 'beats of rendered drums',
    needs: stems,
    run: ({ music }) => alignmentBench(undefined, music),
  },
  {
    name: 'renders',
    about: 'beats of the mashups that the demo (npm start) has made',
    needs: ({ data, out }) => [join(data, 'mashstream.db'), out],
    run: ({ data, out }) => runAlignment(data, out),
  },
  {
    name: 'voice',
    about: 'where voices sing, beside pads, choirs and drums in their stems (a few minutes)',
    needs: stems,
    run: ({ music }) => voiceBench(music),
  },
  {
    name: 'unwarped',
    about: 'features of parts at their own speed, made of stored ones, against heard ones',
    needs: stems,
    run: ({ music }) => regriddedBench(music),
  },
  {
    name: 'rows',
    about:
      'rows of semitones in half time, at their own speed and with a leak, made of stored ones, against heard ones',
    needs: stems,
    run: ({ music }) => madeRowsBench(music),
  },
  {
    name: 'phrases',
    about: 'whether the units of true voices begin and end within notes',
    needs: stems,
    run: ({ music }) => phrasesOfStems(music),
  },
  {
    name: 'separation',
    about: 'time and memory of the separator',
    needs: () => [],
    run: () => separationBench(),
  },
  {
    name: 'analysis',
    about: 'tempo, beats, bars and key of separated songs (ten minutes)',
    needs: ({ music }) => [join(music, 'stems'), join(music, 'songs')],
    run: ({ music, separated }) => separatedFigures(music, separated),
  },
  {
    name: 'memory',
    about: 'memory of the worker over 200 queued tracks (half an hour; Linux)',
    needs: () => ['/proc/self/status'],
    run: () => memoryBench(),
  },
];
