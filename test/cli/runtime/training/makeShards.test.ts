import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeShards, planShards } from '../../../../src/cli/runtime/training/makeShards.js';
import { findMusic } from '../../../../src/cli/runtime/training/findMusic.js';
import { PipelineError } from '../../../../src/errors.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { writeSungScores } from '../../../support/writeSungScores.js';

const at = temporaryDirectory();

test('a file of windows is made once, and again when a score has changed under its name', async () => {
  await writeSungScores(at('scores'), 2);
  const made: string[] = [];
  const worker = {
    make: async ({ output }: { readonly output: string }) => {
      made.push(output);
      await writeFile(output, '');
      return { windows: 0, failures: [] };
    },
    close: () => Promise.resolve(),
  };
  const run = { worker, folder: at('windows'), seed: '1', versions: 2, together: 1 };
  const scores = await findMusic([at('scores')]);
  const make = async (): Promise<readonly string[]> => {
    const planned = await planShards(scores, run);
    await makeShards(planned, run);
    return planned.map(({ output }) => output);
  };
  const first = await make();
  expect(await make()).toEqual(first);
  expect(made).toEqual(first);

  await writeFile(at('scores/song1.mxl'), 'other music');
  const second = await make();
  expect(made).toEqual([...first, ...second]);
  expect(new Set(made).size).toBe(4);
});

test('a score that is named twice is one', async () => {
  await writeSungScores(at('twice'), 1);
  const found = await findMusic([at('twice'), at('twice/song0.mxl')]);
  expect(found.map(({ source }) => source)).toEqual([at('twice')]);
});

test('a process that died is no end; one that dies each time is', async () => {
  await writeSungScores(at('deadly'), 1);
  let deaths = 0;
  const dying = (mortal: number) => ({
    make: () => {
      deaths += 1;
      return deaths > mortal
        ? Promise.resolve({ windows: 1, failures: [] })
        : Promise.reject(new PipelineError('child-died', 'killed', { retryable: true }));
    },
    close: () => Promise.resolve(),
  });
  const run = { folder: at('none'), seed: '1', versions: 1, together: 1 };
  const planned = await planShards(await findMusic([at('deadly')]), run);
  await makeShards(planned, { ...run, worker: dying(1) });
  expect(deaths).toBe(2);
  deaths = 0;
  await expect(makeShards(planned, { ...run, worker: dying(9) })).rejects.toThrow('killed');
  expect(deaths).toBe(4);
});
