import { expect, it } from 'vitest';
import { featureStore } from '../../../../src/adapters/features/featureStore.js';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { foldWindows } from '../../../../src/cli/runtime/folds/foldWindows.js';
import { storedClip } from '../../../support/clips.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('has the rows of voices and harmonies of songs that count for something', async () => {
  const blobs = fileBlobStore(at('blobs'));
  const stems = featureStore(blobs);
  const rows = Uint8Array.from({ length: 256 * 61 }, (_, i) => i % 200);
  const one = await storedClip('one', { tonic: 9, mode: 'minor', rows }, blobs);
  const mute = await storedClip('mute', { vocal: false }, blobs);
  const other = await storedClip('other', {}, blobs);
  const clips = [one, mute, other].map((clip) => ({ clip, composition: `song ${clip.clipId}` }));
  const splits = new Map([
    ['song one', 'validation'],
    ['song mute', 'train'],
  ] as const);
  const windows = await foldWindows(clips, stems, splits);
  expect(windows).toHaveLength(1);
  expect(windows[0]).toMatchObject({ composition: 'song one', split: 'validation', relativeMajor: 0 });
  expect(windows[0].vocal).toEqual(rows);
  expect(windows[0].harmonic).toEqual(rows);
});
