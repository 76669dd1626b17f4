import { writeFile } from 'node:fs/promises';
import { beforeEach, expect, it } from 'vitest';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import type { HeardStem } from '../../../../src/adapters/networks/mix/mixNetwork.js';
import { storedHearing, type Hear } from '../../../../src/adapters/networks/mix/storedHearing.js';
import { projectionStore } from '../../../../src/adapters/networks/projections/projectionStore.js';
import type { BlobStore } from '../../../../src/ports/blobStore.js';
import { clipOf } from '../../../support/clips.js';
import { manualClock } from '../../../support/manualClock.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
let root = '';
let blobs: BlobStore;
let asked: (readonly number[])[] = [];
beforeEach(() => {
  root = at(`blobs ${Math.random()}`);
  blobs = fileBlobStore(root);
  asked = [];
});

/** Hears the shift, as halves. */
const halves: Hear = (_, shifts) => {
  asked.push(shifts);
  return Promise.resolve(shifts.map((shift) => Uint16Array.of(shift, 1, 2)));
};
const clip = clipOf('a');
const stem = { clip, role: 'harmonic', beats: clip.grid.beats } as const;

/** A worker that knows only what is stored. */
function worker(hear: Hear = halves, model = 'm1') {
  const projections = projectionStore({ blobs, clock: manualClock() });
  return { hear: storedHearing(hear, { projections, model }), settled: () => projections.settled() };
}

async function heardOnce(hear = halves): Promise<void> {
  const { hear: once, settled } = worker(hear);
  await once(stem, [0, 3]);
  await settled();
  asked = [];
}

it('hears what nobody has stored, all at once, in the order asked for', async () => {
  await heardOnce();
  const heard = await worker().hear(stem, [5, 3, 4, 0]);
  expect(asked).toEqual([[5, 4]]);
  expect(heard).toEqual([5, 3, 4, 0].map((shift) => Uint16Array.of(shift, 1, 2)));
});

it('hears other grids, roles and models apart', async () => {
  await heardOnce();
  const others = [
    [{ ...stem, beats: stem.beats.slice(1) }, 'm1'],
    [{ ...stem, role: 'percussion' as const }, 'm1'],
    [stem, 'm2'],
  ] as const;
  for (const [other, model] of others) await worker(halves, model).hear(other, [0]);
  expect(asked).toEqual([[0], [0], [0]]);
});

it.each<HeardStem>([Float32Array.of(0.1, -3e7), Uint16Array.of(1, 65_535, 7), Uint8Array.of(255, 0)])(
  'finds numbers of each kind as they were: %s',
  async (numbers) => {
    await heardOnce(() => Promise.resolve([numbers, numbers]));
    expect(await worker().hear(stem, [0, 3])).toEqual([numbers, numbers]);
    expect(asked).toEqual([]);
  },
);

it('hears anew what is damaged, or of a kind that is not known, and stores it again', async () => {
  await heardOnce();
  const [one] = await blobs.list('projections/');
  await writeFile(`${root}/${one}`, 'spoilt');
  const { hear, settled } = worker();
  expect(await hear(stem, [0, 3])).toEqual([Uint16Array.of(0, 1, 2), Uint16Array.of(3, 1, 2)]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toHaveLength(1);
  await settled();
  await worker().hear(stem, [0, 3]);
  expect(asked).toHaveLength(1);
  const later = { find: () => Promise.resolve(Uint8Array.of(9, 1, 2)), keep: () => undefined };
  const projections = { ...later, settled: () => Promise.resolve() };
  expect(await storedHearing(halves, { projections, model: 'm1' })(stem, [0])).toEqual([
    Uint16Array.of(0, 1, 2),
  ]);
});
