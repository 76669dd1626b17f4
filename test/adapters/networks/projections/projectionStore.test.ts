import { writeFile } from 'node:fs/promises';
import { beforeEach, expect, it } from 'vitest';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { projectionStore } from '../../../../src/adapters/networks/projections/projectionStore.js';
import type { BlobStore } from '../../../../src/ports/blobStore.js';
import type { ProjectionPlace } from '../../../../src/ports/projections.js';
import { manualClock } from '../../../support/manualClock.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
let root = '';
let blobs: BlobStore;
beforeEach(() => {
  root = at(`blobs ${Math.random()}`);
  blobs = fileBlobStore(root);
});

const place = (clipId: string, variant = 'vocal 0', model = 'm1'): ProjectionPlace => ({
  clipId,
  model,
  variant,
});
const bytes = (count: number, of = 1): Uint8Array => new Uint8Array(count).fill(of);
const store = (mostBytes?: number, clock = manualClock()) =>
  projectionStore({ blobs, clock, ...(mostBytes !== undefined && { mostBytes }) });

async function kept(projections: ReturnType<typeof store>, where: ProjectionPlace, content = bytes(10)) {
  projections.keep(where, content);
  await projections.settled();
}

it('is found by every worker, each variant of a clip under a model by itself', async () => {
  const first = store();
  const places = [place('a'), place('a', 'harmonic 1'), place('a', 'vocal 0', 'm2'), place('b')];
  for (const [i, each] of places.entries()) {
    expect(await first.find(each)).toBeUndefined();
    await kept(first, each, bytes(10, i));
  }
  for (const worker of [first, store()])
    for (const [i, each] of places.entries())
      expect(await worker.find(each)).toEqual(Buffer.from(bytes(10, i)));
});

it('what was kept first stays, and of two that were made at once all read the same', async () => {
  const [one, other] = [store(), store()];
  // Neither knows of the other when it asks.
  for (const worker of [one, other]) expect(await worker.find(place('a'))).toBeUndefined();
  await kept(one, place('a'), bytes(10, 1));
  await kept(one, place('a'), bytes(10, 9));
  expect(await store().find(place('a'))).toEqual(Buffer.from(bytes(10, 1)));
  await kept(other, place('a'), bytes(10, 2));
  const read = await Promise.all([store(), store()].map((worker) => worker.find(place('a'))));
  expect(read[0]).toEqual(read[1]);
});

it('what is damaged or gone is not found, and can be kept anew', async () => {
  await kept(store(), place('a'), bytes(10, 1));
  const [key] = await blobs.list('projections/');
  await writeFile(`${root}/${key}`, 'spoilt');
  const worker = store();
  expect(await worker.find(place('a'))).toBeUndefined();
  await kept(worker, place('a'), bytes(10, 1));
  expect(await store().find(place('a'))).toEqual(Buffer.from(bytes(10, 1)));
  const knows = store();
  await knows.find(place('a'));
  await blobs.removePrefix('projections/a/');
  expect(await knows.find(place('a'))).toBeUndefined();
});

it('keeps to its limit: what was used longest ago goes', async () => {
  const clock = manualClock();
  const worker = store(1000, clock);
  for (const clip of ['a', 'b', 'c', 'd']) {
    await kept(worker, place(clip), bytes(220));
    clock.advance(1000);
  }
  await worker.find(place('a'));
  clock.advance(1000);
  await kept(worker, place('e'), bytes(220));
  const left = new Set((await blobs.list('projections/')).map((key) => key.split('/')[1]));
  expect([...left].sort()).toEqual(['a', 'd', 'e']);
  expect(await worker.find(place('b'))).toBeUndefined();
  expect(await worker.find(place('a'))).toBeDefined();
});

it('keeps nothing where nothing may be kept, and gives up what cannot be written', async () => {
  const none = store(0);
  await kept(none, place('a'));
  expect(await blobs.list('projections/')).toEqual([]);
  const told: string[] = [];
  const full = { ...blobs, putBytes: () => Promise.reject(new Error('no room')) };
  const worker = projectionStore({
    blobs: full,
    clock: manualClock(),
    onGivenUp: ({ message }) => told.push(message),
  });
  await kept(worker, place('a'));
  expect([told, await worker.find(place('a'))]).toEqual([['no room'], undefined]);
});
