import { describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { featureStore } from '../../../../src/adapters/features/featureStore.js';
import { fitScorer } from '../../../../src/adapters/rules/fitScorer.js';
import { bleedControl } from '../../../../src/cli/runtime/evaluating/bleedControl.js';
import { madeStems } from '../../../../src/cli/runtime/evaluating/madeStems.js';
import type { Clip } from '../../../../src/domain/clip.js';
import type { Scorer } from '../../../../src/ports/scorer.js';
import { storedClip } from '../../../support/clips.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();

/** Songs whose parts have nothing to do with each other, in three keys. */
async function unrelated() {
  const blobs = fileBlobStore(at('blobs'));
  const clips: Clip[] = [];
  for (let n = 0; n < 12; n += 1) clips.push(await storedClip(`song ${n}`, { tonic: n % 3 }, blobs));
  const stems = madeStems(featureStore(blobs));
  return { clips, stems, scorer: fitScorer(stems, { byEarAlone: true }) };
}

const evaluated = (clips: readonly Clip[]) => clips.map((clip) => ({ clip, composition: clip.clipId }));

describe('bleedControl', () => {
  it('shows that a song’s own leak gives it away, and that one in all candidates does not', async () => {
    const { clips, stems, scorer } = await unrelated();
    const { tasks, leakLevel } = await bleedControl(evaluated(clips), { scorers: [scorer], stems });
    expect([tasks.length, leakLevel]).toEqual([4, -12]);
    const [{ rows }] = tasks;
    const [plain, own, all] = rows.map(({ figures }) => figures.rocArea.mean);
    expect(plain).toBeLessThan(0.75);
    expect(own).toBeGreaterThan(plain + 0.1);
    expect(Math.abs(all - plain)).toBeLessThan(0.1);
    expect(rows.map(({ less }) => less?.mean)).toEqual([
      undefined,
      expect.closeTo(own - plain, 9),
      expect.closeTo(all - plain, 9),
    ]);
  });

  it('makes leaks in rows of semitones as well', async () => {
    const { clips, stems, scorer } = await unrelated();
    /** Semitones that sound in both, in the first bars. */
    const byRows: Scorer = {
      ...scorer,
      async preScore(pairs) {
        const scores: number[] = [];
        for (const { seed, clip, role, shift } of pairs) {
          const [voice, part] = [await stems.rows(seed, 'vocal'), await stems.rows(clip, role, seed)];
          let score = 0;
          for (let i = 0; i < 61 * 64; i += 1) {
            const at = (i % 61) + shift;
            if (at >= 0 && at < 61) score += (voice.rows[i + shift] - 100) * (part.rows[i] - 100);
          }
          scores.push(score);
        }
        return scores;
      },
    };
    const { tasks } = await bleedControl(evaluated(clips), { scorers: [byRows], stems });
    const [plain, own, all] = tasks[0].rows.map(({ figures }) => figures.rocArea.mean);
    expect(plain).toBeLessThan(0.75);
    expect(own).toBeGreaterThan(0.95);
    expect(Math.abs(all - plain)).toBeLessThan(0.15);
  });

  it('judges the same queries by separated stems, of those clips that have them', async () => {
    const { clips, stems, scorer } = await unrelated();
    const separated = new Map(
      clips.slice(0, 9).map((clip) => {
        const voice = { stem: () => stems.stem(clip, 'vocal'), rows: () => stems.rows(clip, 'vocal') };
        return [clip, stems.make(clip, voice)];
      }),
    );
    const figures = await bleedControl(evaluated(clips), { scorers: [scorer], stems, separated });
    expect(figures.clips).toBe(9);
    const [{ rows }] = figures.tasks;
    expect(rows.map(({ stems: name }) => name)).toEqual([
      'true',
      'each with its own voice in it',
      'the seed’s voice in all',
      'separated',
      'separated, the seed’s voice in all',
    ]);
    // All parts of a song sound as its voice: nothing could be told better.
    expect(rows[3].figures.rocArea.mean).toBe(1);
    expect(new Set(rows.map(({ figures: { queries } }) => queries)).size).toBe(1);
  });
});
