import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { begunTrainings } from '../../../../src/adapters/networks/registry/begunTrainings.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import type { Trainings } from '../../../../src/ports/trainings.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
let [folders, state]: [number, State | undefined] = [0, undefined];
let trainings: Trainings;
beforeEach(() => {
  state = openState(at(String((folders += 1))), 'run');
  trainings = begunTrainings(state);
});
afterEach(() => state?.close());

const training = { name: 'dualnet', id: 'one', request: '4 1000', upTo: [9, 8] };
const filesOf = (text: string) => new Map([['last', Buffer.from(text)]]);

describe('trainings under way', () => {
  it('are found with the newest checkpoints, by name', async () => {
    expect(await trainings.begun('dualnet')).toBeUndefined();
    await trainings.keep(training, filesOf('a'));
    await trainings.keep(training, filesOf('b'));
    const begun = await trainings.begun('dualnet');
    expect(begun).toMatchObject(training);
    expect(begun && (await trainings.checkpoints(begun))).toEqual(filesOf('b'));
    expect(await trainings.begun('other')).toBeUndefined();
    await trainings.forget('dualnet');
    expect(await trainings.begun('dualnet')).toBeUndefined();
    expect(await state?.blobs.list('')).toEqual([]);
  });

  it('of which a checkpoint is damaged begin anew', async () => {
    await trainings.keep(training, filesOf('whole'));
    const [key] = (await state?.blobs.list('trainings/')) ?? [];
    await writeFile(at(String(folders), 'blobs', key), 'half');
    const begun = await trainings.begun('dualnet');
    expect(begun && (await trainings.checkpoints(begun))).toEqual(new Map());
  });

  it('that were given up are remembered beside', async () => {
    expect(await trainings.failed('dualnet')).toBeUndefined();
    await trainings.giveUp('dualnet', { at: 5, upTo: [2] });
    expect(await trainings.failed('dualnet')).toEqual({ at: 5, upTo: [2] });
    expect(await trainings.begun('dualnet')).toBeUndefined();
  });
});
