import { alignmentBench } from './alignment.js';
import { amuBench } from './amu.js';
import type { BenchRow } from './benchRow.js';
import { catalogueBench } from './catalogue.js';
import { clipFeaturesBench } from './clipFeatures.js';
import { melBench } from './mel.js';
import { separatedFigures } from './separatedFigures.js';
import { separationBench } from './separation.js';

export interface BenchContext {
  /** Folder with stems/ and songs/. */
  readonly music: string;
  /** Where separated music is kept and found again; left out: nowhere. */
  readonly separated?: string | undefined;
}

/** A bench that `mashstream bench` runs by its name. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Folders of the music without which there is nothing to measure. */
  readonly needs: readonly ('stems' | 'songs')[];
  /** Undefined where the music is missing. */
  readonly run: (context: BenchContext) => Promise<readonly BenchRow[] | undefined>;
}

/** All benches, the quick ones first. */
export const benches: readonly Bench[] = [
  {
    name: 'amu',
    about: 'speed of AutoMashUpper',
    needs: [],
    run: () => Promise.resolve(amuBench()),
  },
  {
    name: 'catalogue',
    about: 'queries among 100,000 clips',
    needs: [],
    run: catalogueBench,
  },
  {
    name: 'features',
    about: 'analysis and all features of one clip',
    needs: ['stems'],
    run: ({ music }) => clipFeaturesBench(music),
  },
  {
    name: 'mel',
    about: 'beat-grid mel against really processed audio',
    needs: ['stems'],
    run: ({ music }) => melBench({ music }),
  },
  {
    name: 'alignment',
    about: 'beats of rendered drums',
    needs: ['stems'],
    run: ({ music }) => alignmentBench(undefined, music),
  },
  {
    name: 'separation',
    about: 'time and memory of the separator',
    needs: [],
    run: () => separationBench(),
  },
  {
    name: 'analysis',
    about: 'tempo, beats, bars and key of separated songs (ten minutes)',
    needs: ['stems', 'songs'],
    run: ({ music, separated }) => separatedFigures(music, separated),
  },
];
