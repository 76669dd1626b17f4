import { expect, it } from 'vitest';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { featureStore } from '../../../../src/adapters/features/featureStore.js';
import { madeStems, unwarpedStems } from '../../../../src/cli/runtime/evaluating/madeStems.js';
import { unwarpedFeatures, unwarpedRows } from '../../../../src/evaluation/unwarpedPart.js';
import { clipOf, storedClip } from '../../../support/clips.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const blobs = fileBlobStore(at('blobs'));

it('has made stems and rows of clips that were made, and stored ones of all others', async () => {
  const [clip, other] = [await storedClip('a', {}, blobs), await storedClip('b', {}, blobs)];
  const stored = featureStore(blobs);
  const stems = madeStems(stored);
  const made = stems.make(clip, {
    stem: (role) => stored.stem(other, role),
    rows: (role) => stored.rows(other, role),
  });
  for (const [of, sounds] of [
    [made, other],
    [clip, clip],
  ] as const) {
    expect(await stems.stem(of, 'harmonic', clip)).toBe(await stored.stem(sounds, 'harmonic'));
    expect(await stems.rows(of, 'harmonic', clip)).toBe(await stored.rows(sounds, 'harmonic'));
  }
});

it('parts that are not warped sound on the beats of the seed', async () => {
  const stems = madeStems(featureStore(blobs));
  const part = { clip: await storedClip('fast', { bpm: 160 }, blobs), seed: clipOf('seed'), offset: 0.1 };
  const played = unwarpedStems(stems)(part);
  const own = await stems.stem(part.clip, 'percussion');
  expect((await stems.stem(played, 'percussion', part.seed)).features).toEqual(
    unwarpedFeatures(own.features, part),
  );
  const rows = await stems.rows(played, 'percussion', part.seed);
  expect(rows).toEqual(unwarpedRows(await stems.rows(part.clip, 'percussion'), part));
  expect(rows.beats).toBe(48);
});
