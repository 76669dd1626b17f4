import { expect, it } from 'vitest';
import { writeUntaughtModel } from '../../../../bench/untaughtModel.js';
import { modelRegistry } from '../../../../src/adapters/networks/registry/modelRegistry.js';
import { readModel } from '../../../../src/adapters/networks/modelFolder.js';
import { shippedModel } from '../../../../src/cli/runtime/wiring/shippedModel.js';
import { publishFolder } from '../../../../src/cli/runtime/models/publishFolder.js';
import { openRunScorers, openScorers } from '../../../../src/cli/runtime/models/openScorers.js';
import { runSession } from '../../../../src/cli/runtime/session/runSession.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { configSchema } from '../../../../src/config.js';
import type { Ranking } from '../../../../src/domain/mashup.js';
import { scorerNameIn } from '../../../../src/operators/match/matchOptions.js';
import { enterSong, matchAll } from '../../../support/matchedState.js';
import { rankingsWritten } from '../../../support/swapWorld.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { withinState } from '../../../support/withinState.js';

const at = temporaryDirectory();
const songs = ['a', 'b', 'c', 'd'];
const patient = { timeout: 40_000, interval: 50 };

/** What is of the music: scores by parts, of the newest ranking of each voice. */
async function newestRankings(state: State): Promise<readonly unknown[]> {
  const newest = new Map(
    (await rankingsWritten(state.log)).map((ranking: Ranking) => [ranking.seedClipId, ranking]),
  );
  return [...newest.values()]
    .map(({ seedClipId, scorer, mashups }) => ({
      ...{ seedClipId, scorer },
      mashups: mashups.map(({ mashupId, score }) => [mashupId, Math.round(score * 1e5)]),
    }))
    .sort((a, b) => (a.seedClipId < b.seedClipId ? -1 : 1));
}

it(
  'a run for ever ranks by the current version, and anew by one that is promoted',
  { timeout: 120_000 },
  async () => {
    const [data, fresh] = [at('data'), at('fresh')];
    await writeUntaughtModel(at('first'));
    await writeUntaughtModel(at('second'), 'another');
    const { first, second } = await withinState(data, 'run', async (state) => {
      for (const name of songs) await enterSong(state, { name });
      const models = modelRegistry(state);
      const first = await publishFolder(models, at('first'));
      const second = await publishFolder(models, at('second'));
      await models.makeCurrent('dualnet', first.version, 'promoted');
      return { first: first.version, second: second.version };
    });
    const config = configSchema.parse({ data, scorer: 'dualnet', enoughPartners: 1, logLevel: 'silent' });
    const running = runSession({ ...{ config, songs: [], names: ['match'], json: false }, forever: true });
    const beside = openState(data, 'append');
    const isRankedBy = async (version: string): Promise<boolean> => {
      const terms = await beside.catalogue.scorersOfSeeds();
      return terms.length === 1 && terms[0].includes(version) && scorerNameIn(terms[0]) === 'dualnet';
    };
    try {
      await expect.poll(() => isRankedBy(first), patient).toBe(true);
      await modelRegistry(beside).makeCurrent('dualnet', second, 'promoted');
      await expect.poll(() => isRankedBy(second), patient).toBe(true);
    } finally {
      await beside.close();
      process.emit('SIGINT');
      expect(await running).toBe(130);
    }
    await withinState(fresh, 'run', async (state) => {
      for (const name of songs) await enterSong(state, { name });
      await matchAll(state, fresh, { scorer: 'dualnet', model: at('second') });
      const expected = await newestRankings(state);
      expect(await withinState(data, 'append', newestRankings)).toEqual(expected);
    });
  },
);

const settings = (changes: object) => configSchema.parse(changes);
const mute = () => undefined;

it('a run by the model of a folder publishes it, and keeps to it', async () => {
  await writeUntaughtModel(at('own'));
  await withinState(at('pinned'), 'run', async (state) => {
    const config = settings({ scorer: 'dualnet', model: at('own') });
    const scorers = await openRunScorers({ config, state }, mute);
    const { scorer, release } = scorers.take();
    const [published] = await modelRegistry(state).list();
    expect(scorer.version.startsWith(published.version)).toBe(true);
    expect([scorer.provider, scorers.followed]).toEqual(['cpu', undefined]);
    release();
    await scorers.close();
  });
});

it('where the current version does not pass, the one before is used, and that is said', async () => {
  await writeUntaughtModel(at('sound'));
  await writeUntaughtModel(at('spoilt'), 'another');
  await withinState(at('fallen'), 'run', async (state) => {
    const models = modelRegistry(state);
    for (const folder of ['sound', 'spoilt']) {
      const { name, version } = await publishFolder(models, at(folder));
      await models.makeCurrent(name, version, 'promoted');
    }
    const [sound, spoilt] = await models.list();
    await state.blobs.removePrefix(`models/dualnet/${spoilt.version}/vocal`);
    const said: string[] = [];
    const scorers = await openScorers({ config: settings({ scorer: 'dualnet' }), state }, (text) =>
      said.push(text),
    );
    expect(scorers.followed?.version).toBe(sound.version);
    expect(said).toEqual([
      expect.stringMatching(/vocal.onnx is damaged or gone.*The version before it is used/),
    ]);
    await scorers.close();
    // Where none passes, that is an error.
    await state.blobs.removePrefix('models/');
    await expect(openScorers({ config: settings({ scorer: 'dualnet' }), state }, mute)).rejects.toMatchObject(
      {
        code: 'corrupt-blob',
      },
    );
  });
});

it('without a current version a run publishes what comes with the program, and who only looks judges by it', async () => {
  await withinState(at('fresh one'), 'run', async (state) => {
    const config = settings({ scorer: 'dualnet' });
    const looking = await openScorers({ config, state }, mute);
    const { scorer: seen, release: releaseSeen } = looking.take();
    releaseSeen();
    await looking.close();
    expect(await modelRegistry(state).list()).toEqual([]);
    const scorers = await openRunScorers({ config, state }, mute);
    const { scorer, release } = scorers.take();
    release();
    await scorers.close();
    const { version } = readModel(shippedModel).model;
    expect([seen.version, scorer.version].every((each) => each.startsWith(version))).toBe(true);
    expect(await modelRegistry(state).current('dualnet')).toMatchObject({
      current: version,
      reason: 'shipped',
    });
    // What somebody has chosen stays.
    const other = await publishFolder(modelRegistry(state), at('own'));
    await modelRegistry(state).makeCurrent('dualnet', other.version, 'promoted');
    await (await openRunScorers({ config, state }, mute)).close();
    expect(await modelRegistry(state).current('dualnet')).toMatchObject({ current: other.version });
  });
});

it('with a model that nothing is judged by, it says what to do', async () => {
  await withinState(at('none'), 'run', async (state) => {
    const open = (changes: object) => openRunScorers({ config: settings(changes), state }, mute);
    await expect(open({ scorer: 'amu', model: at('own') })).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(/add --scorer dualnet, or leave --model out/) as string,
    });
  });
});
