import { relativeMajor, type Key } from '../../src/domain/music/key.js';
import type { PreparedStem } from '../../src/mashability/features/prepareStem.js';
import { fitStem } from '../../src/mashability/fit/fitStem.js';

/** The parts of one clip of the panel. */
export interface PanelClip {
  readonly key: Key;
  readonly vocal: PreparedStem;
  readonly harmonic: PreparedStem;
  readonly percussion: PreparedStem;
}

export interface Panel {
  readonly harmony: readonly number[];
  readonly voice: readonly number[];
  readonly drums: readonly number[];
}

/** The means of the clips: what is steady in their harmonies and voices, moved to C, and the strokes of their drums. */
export const panelOf = (clips: readonly PanelClip[]): Panel => ({
  harmony: mean(clips.map(({ key, harmonic }) => inC(fitStem(harmonic).steady, key))),
  voice: mean(clips.map(({ key, vocal }) => inC(fitStem(vocal).steady, key))),
  drums: mean(clips.map(({ percussion }) => [...fitStem(percussion).pattern])),
});

/** Major and minor keys of the same notes lie on each other. */
const inC = (steady: Float64Array, key: Key): readonly number[] =>
  [...steady].map((_, pitch) => steady[(pitch + relativeMajor(key)) % 12]);

const mean = (rows: readonly (readonly number[])[]): readonly number[] =>
  rows[0].map((_, i) => Number((rows.reduce((sum, row) => sum + row[i], 0) / rows.length).toFixed(4)));
