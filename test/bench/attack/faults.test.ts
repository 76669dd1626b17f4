import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareFolders } from '../../../bench/attack/compareFolders.js';
import { faultsIn } from '../../../bench/attack/faultsIn.js';
import { filesIn, readFolder, type Folder } from '../../../bench/attack/readFolder.js';
import { openState, type State } from '../../../src/cli/runtime/wiring/openState.js';
import type { Ranking } from '../../../src/domain/mashup.js';
import type { PublicationRecord, TrackRecord } from '../../../src/ports/trackRecord.js';
import { putNaming } from '../../support/catalogued.js';
import { matchedState, type SongShape } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const songs: readonly SongShape[] = ['one', 'two', 'three', 'four'].map((name, i) => ({
  name,
  bpm: 116 + 6 * i,
  tonic: [0, 2, 4, 1][i],
}));
let fresh: Folder;
let seed: Ranking;

beforeAll(async () => {
  await matchedState(at('fresh'), songs);
  await matchedState(at('old'), songs.toReversed());
  fresh = await readFolder(at('fresh'));
  [seed] = fresh.rankings.values();
});

/** The faults of a copy of the old folder after something was done to it. */
async function faultsAfter(harm: (folder: string) => unknown): Promise<readonly string[]> {
  rmSync(at('harmed'), { recursive: true, force: true });
  cpSync(at('old'), at('harmed'), { recursive: true });
  await harm(at('harmed'));
  const found = await readFolder(at('harmed'));
  return [...faultsIn(found), ...compareFolders(found, fresh)].map(({ kind, text }) => `${kind}: ${text}`);
}

const inState = (work: (state: State) => Promise<unknown>) => async (folder: string) => {
  const state = openState(folder, 'run');
  await work(state).finally(() => state.close());
};

const putting = (topic: string, key: string, value: unknown) =>
  inState(({ log }) =>
    log.append(topic, [{ key, value: value === null ? null : Buffer.from(JSON.stringify(value)) }]),
  );

/** Enters something else of the names of a track. */
const naming = (
  { trackId, publications }: Pick<TrackRecord, 'trackId' | 'publications'>,
  changes: Partial<PublicationRecord>,
) => inState(({ catalogue }) => putNaming(catalogue, trackId, publications, changes));

const firstBlob = (folder: string): string => join(folder, 'blobs', filesIn(join(folder, 'blobs'))[0]);

describe('what the attacks look for', () => {
  it('is nothing in folders that differ in the order of their songs', async () => {
    expect(fresh.rankings.size).toBe(songs.length);
    expect(seed.mashups.length).toBeGreaterThan(1);
    expect(faultsIn(fresh)).toEqual([]);
    expect(await faultsAfter(() => undefined)).toEqual([]);
  });

  it('a blob that was removed', async () => {
    expect(await faultsAfter((folder) => rmSync(firstBlob(folder)))).toContainEqual(
      expect.stringMatching(/^lost: blob .* is not there/),
    );
  });

  it('a blob with other content', async () => {
    expect(await faultsAfter((folder) => writeFileSync(firstBlob(folder), 'x'))).toContainEqual(
      expect.stringMatching(/^lost: blob .* has other content/),
    );
  });

  it('a blob that belongs to nothing', async () => {
    expect(await faultsAfter((folder) => writeFileSync(join(folder, 'blobs', 'x.npy'), 'x'))).toEqual([
      'orphaned: blob x.npy belongs to nothing',
    ]);
  });

  it('work left behind', async () => {
    expect(await faultsAfter((folder) => mkdirSync(join(folder, 'work', 'x'), { recursive: true }))).toEqual([
      'orphaned: working folder x',
    ]);
  });

  it('a ranking with another score', async () => {
    const [best, ...rest] = seed.mashups;
    const altered = { ...seed, mashups: [{ ...best, score: best.score + 1e-9 }, ...rest] };
    expect(await faultsAfter(putting('mashups', seed.seedClipId, altered))).toEqual([
      expect.stringMatching(/^stale: ranking of .*: mashups\.0\.score: /),
    ]);
  });

  it('a ranking in another order', async () => {
    const altered = { ...seed, mashups: seed.mashups.toReversed() };
    expect(await faultsAfter(putting('mashups', seed.seedClipId, altered))).toContainEqual(
      expect.stringMatching(/^stale: ranking of .*: mashups\.0\.mashupId: /),
    );
  });

  it('a mashup twice in a ranking', async () => {
    const altered = { ...seed, mashups: [seed.mashups[0], ...seed.mashups] };
    expect(await faultsAfter(putting('mashups', seed.seedClipId, altered))).toContainEqual(
      `doubled: mashup ${seed.mashups[0].mashupId} in the ranking of ${seed.seedClipId}`,
    );
  });

  it('a ranking that was withdrawn', async () => {
    expect(await faultsAfter(putting('mashups', seed.seedClipId, null))).toContain(
      `lost: ranking of the voice ${seed.seedClipId}`,
    );
  });

  it('a ranking of a voice that is gone', async () => {
    expect(await faultsAfter(putting('mashups', 'gone', { ...seed, seedClipId: 'gone' }))).toContain(
      'stale: ranking of gone, which is no voice here',
    );
  });

  it('a clip that is gone', async () => {
    const found = await faultsAfter(inState(({ catalogue }) => catalogue.removeClip(seed.seedClipId)));
    expect(found).toContainEqual(expect.stringMatching(/^lost: clip .* of track /));
    expect(found).toContainEqual(expect.stringMatching(/^stale: topic clips holds .*, which is gone/));
    expect(found).toContainEqual(expect.stringMatching(/^stale: ranking of .* holds .*, which is gone/));
  });

  it('a track that is not complete', async () => {
    const [track] = fresh.tracks.values();
    const harm = inState(({ catalogue }) => catalogue.putTrack({ ...track, complete: false }));
    expect(await faultsAfter(harm)).toContain(`lost: track ${track.trackId} is not complete`);
  });

  it('records that wait, and songs that failed', async () => {
    const [track] = fresh.tracks.values();
    expect(await faultsAfter(putting('rerank', seed.seedClipId, { schema: 1 }))).toContainEqual(
      expect.stringMatching(/^lost: topic rerank: 1 records wait for rank/),
    );
    const failing = naming(track, { failure: { code: 'not-audio', message: 'no sound' } });
    expect(await faultsAfter(failing)).toContain(
      `lost: song ${track.publications[0].id}: not-audio: no sound`,
    );
  });

  it('names that do not fit together', async () => {
    const [{ trackId, publications }, other] = [...fresh.tracks.values()];
    const [{ id }] = publications;
    const found = await faultsAfter(
      naming({ trackId: other.trackId, publications }, { formerly: [trackId] }),
    );
    expect(found).toEqual(
      expect.arrayContaining([
        `orphaned: track ${trackId}, which ${id} named before and nobody was told`,
        `orphaned: name ${id} that its track ${other.trackId} does not have`,
        `orphaned: name ${id} of track ${trackId}, which that does not name`,
      ]),
    );
  });

  it('training samples too many or too few', async () => {
    const [sample] = fresh.samples.values();
    expect(fresh.samples.size).toBeGreaterThanOrEqual(3);
    const text = `training samples of ${sample.recipe.seedClipId}`;
    expect(
      await faultsAfter(putting('training-samples', 'another', { ...sample, sampleId: 'another' })),
    ).toContainEqual(expect.stringContaining(`doubled: ${text}`));
    expect(await faultsAfter(putting('training-samples', sample.sampleId, null))).toContainEqual(
      expect.stringContaining(`lost: ${text}`),
    );
  });
});
