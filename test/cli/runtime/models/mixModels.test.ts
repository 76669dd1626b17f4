import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { modelRegistry } from '../../../../src/adapters/networks/registry/modelRegistry.js';
import { openRunScorers, openScorers } from '../../../../src/cli/runtime/models/openScorers.js';
import { publishFolder } from '../../../../src/cli/runtime/models/publishFolder.js';
import { shippedModel } from '../../../../src/cli/runtime/wiring/shippedModel.js';
import type { State } from '../../../../src/cli/runtime/wiring/openState.js';
import { configSchema } from '../../../../src/config.js';
import { modelSchema } from '../../../../src/domain/learning/model.js';
import type { PublishedModel } from '../../../../src/domain/learning/publishedModel.js';
import { writePostMixNet, writePreMixNet } from '../../../support/mixNetModel.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { withinState } from '../../../support/withinState.js';

const at = temporaryDirectory();
const mute = () => undefined;
const settings = (changes: object) => configSchema.parse(changes);

beforeAll(async () => {
  await writePreMixNet(at('pre'), { kept: 'float16' });
  await writePreMixNet(at('deaf'), { deaf: true });
  await writePostMixNet(at('post'));
});

/** A copy of a model's folder with another name in its record. */
async function called(folder: string, name: string): Promise<string> {
  const copy = `${folder} called ${name}`;
  await cp(folder, copy, { recursive: true });
  const record = join(copy, 'model.json');
  const model = modelSchema.parse(JSON.parse(await readFile(record, 'utf8')));
  await writeFile(record, JSON.stringify({ ...model, name }));
  return copy;
}

async function promoted(state: State, folder: string): Promise<PublishedModel> {
  const models = modelRegistry(state);
  const model = await publishFolder(models, folder);
  await models.makeCurrent(model.name, model.version, 'promoted');
  return model;
}

it.each([
  ['premixnet', 'pre'],
  ['postmixnet', 'post'],
] as const)('a run by the %s of a folder publishes it, and keeps to it', async (scorer, folder) => {
  await withinState(at(`by ${folder}`), 'run', async (state) => {
    const scorers = await openRunScorers({ config: settings({ scorer, model: at(folder) }), state }, mute);
    const { scorer: taken, release } = scorers.take();
    const [published] = await modelRegistry(state).list();
    expect([taken.name, taken.version, taken.provider]).toEqual([scorer, published.version, 'cpu']);
    expect(scorers.followed).toBeUndefined();
    release();
    await scorers.close();
  });
});

it('without --model it judges by the current version; where there is none it says what to do', async () => {
  await withinState(at('current'), 'run', async (state) => {
    const config = settings({ scorer: 'premixnet' });
    for (const open of [openScorers, openRunScorers])
      await expect(open({ config, state }, mute)).rejects.toMatchObject({
        code: 'bad-config',
        message: expect.stringMatching(/no model is named, and none is current.*--model.*models/) as string,
      });
    const { version } = await promoted(state, at('pre'));
    const scorers = await openRunScorers({ config, state }, mute);
    const { scorer, release } = scorers.take();
    expect([scorer.version, scorers.followed?.name, scorers.followed?.version]).toEqual([
      ...[version, 'premixnet', version],
    ]);
    release();
    await scorers.close();
  });
});

it('a version that hears nothing does not pass: the one before is used', async () => {
  await withinState(at('fallen'), 'run', async (state) => {
    const { version } = await promoted(state, at('pre'));
    const deaf = await promoted(state, at('deaf'));
    const said: string[] = [];
    const config = settings({ scorer: 'premixnet' });
    const scorers = await openScorers({ config, state }, (text) => said.push(text));
    expect(scorers.followed?.version).toBe(version);
    expect(said).toEqual([expect.stringMatching(/it hears no difference between two stems.*version before/)]);
    await expect(scorers.followed?.make(deaf.version)).rejects.toMatchObject({ code: 'unreadable' });
    await scorers.close();
  });
});

it('a model of another kind is refused, named or current, and not published', async () => {
  await withinState(at('kinds'), 'run', async (state) => {
    const open = (scorer: string, model?: string) =>
      openRunScorers({ config: settings({ scorer, ...(model && { model }) }), state }, mute);
    for (const [scorer, folder, kind] of [
      ['premixnet', at('post'), 'postmixnet'],
      ['dualnet', at('pre'), 'premixnet'],
      ['postmixnet', shippedModel, 'dualnet'],
    ])
      await expect(open(scorer, folder)).rejects.toMatchObject({
        code: 'bad-config',
        message: expect.stringMatching(`is a ${kind}`) as string,
      });
    expect(await modelRegistry(state).list()).toEqual([]);
    const models = modelRegistry(state);
    const { version } = await publishFolder(models, await called(at('pre'), 'dualnet'));
    await models.makeCurrent('dualnet', version, 'promoted');
    await expect(open('dualnet')).rejects.toMatchObject({
      code: 'refused-input',
      message: expect.stringMatching(/dualnet\/\w+: it is a premixnet/) as string,
    });
  });
});
