import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastValueFrom, toArray } from 'rxjs';
import { nearestTo } from '../../../../src/cli/runtime/reading/nearestTo.js';
import { watchEach } from '../../../../src/cli/runtime/watching/watchEach.js';
import { configSchema } from '../../../../src/config.js';
import { renderState, type RenderState } from '../../../support/renderState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
let world: RenderState;
beforeAll(async () => {
  world = await renderState(directory('data'), [
    { name: 'Alpha' },
    { name: 'Gamma', bpm: 126 },
    { name: 'Lonely', bpm: 200 },
  ]);
});
afterAll(() => world.state.close());
const config = configSchema.parse({});

async function nearest(name: string, exclude: readonly string[] = []): Promise<string | undefined> {
  const { catalogue } = world.state;
  const [seed] = (await catalogue.scanClips('', 10)).filter(({ source }) => source.title === name);
  return nearestTo(seed, catalogue, { ...config, exclude: [...exclude] });
}

it('names who came nearest to a voice, of those that are not left out', async () => {
  expect(await nearest('Lonely')).toMatch(/^Alpha would need a stretch of 17 % where 12 % are allowed$/);
  expect(await nearest('Lonely', ['alpha'])).toMatch(/^Gamma would need a stretch/);
  expect(await nearest('Lonely', ['gamma', 'alpha'])).toBeUndefined();
  expect(await nearest('Alpha')).toBeUndefined();
});

it('watch tells it of a voice without a partner', async () => {
  const output = { json: false, stdout: { isTTY: false }, places: {} };
  const texts = await lastValueFrom(
    watchEach(world.state, { config, output, follow: false, explain: false }).pipe(toArray()),
  );
  expect(texts.filter((text) => text.includes('no partner'))).toEqual([
    expect.stringMatching(/^Lonely, .*: no partner within .*; the nearest: Alpha would need/),
  ]);
});
