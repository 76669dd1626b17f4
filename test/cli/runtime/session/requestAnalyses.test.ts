import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestAnalyses } from '../../../../src/cli/runtime/session/requestAnalyses.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { featuresVersion } from '../../../../src/domain/featuresVersion.js';
import { clipIdOf } from '../../../../src/domain/ids.js';
import { clipOf } from '../../../support/clips.js';
import { trackRecord } from '../../../support/ingestWorld.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
let state: State;
let count = 0;
beforeEach(() => {
  state = openState(directory(String(++count)), 'run');
});
afterEach(() => state.close());

/** A song with one clip of a version. */
async function enter(trackId: string, version: string, complete = true): Promise<void> {
  const clipId = clipIdOf(trackId, version, 0);
  await state.catalogue.putClip({ ...clipOf(clipId, { trackId }), featuresVersion: version });
  const region = { ordinal: 0, start: 0, duration: 40, separator: { name: 's', licence: 'l' }, voice: 1 };
  await state.catalogue.putTrack({
    ...trackRecord({ regions: [region], clipIds: [clipId], complete }),
    trackId,
  });
}

describe('requestAnalyses', () => {
  it('asks for songs with clips of another version, and tells how many', async () => {
    await enter('a', featuresVersion);
    await enter('b', 'earlier');
    await enter('c', 'earlier', false);
    await enter('d', '3');
    const notes: string[] = [];
    const view = { note: (line: string) => void notes.push(line) };
    expect(await requestAnalyses({ state, view })).toBe(2);
    const asked = await lastValueFrom(state.log.readTable('works').pipe(toArray()));
    expect(asked.map(({ key }) => key).sort()).toEqual(['b', 'd']);
    expect(notes).toEqual([expect.stringMatching(/^2 songs were analysed by another version/)]);
  });

  it('nothing to ask: says nothing', async () => {
    await enter('a', featuresVersion);
    const notes: string[] = [];
    expect(await requestAnalyses({ state, view: { note: (line) => void notes.push(line) } })).toBe(0);
    expect(notes).toEqual([]);
  });
});
