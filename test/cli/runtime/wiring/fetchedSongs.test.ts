import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPatience } from '../../../../src/adapters/shared/patience.js';
import { untilIdle } from '../../../../src/cli/runtime/session/untilIdle.js';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { openTools } from '../../../../src/cli/runtime/wiring/openTools.js';
import { patientTools } from '../../../../src/cli/runtime/wiring/patientTools.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { startPipeline } from '../../../../src/cli/runtime/wiring/startPipeline.js';
import { publishSongs } from '../../../../src/cli/songs/publishSongs.js';
import type { Song } from '../../../../src/cli/songs/song.js';
import { configSchema } from '../../../../src/config.js';
import { stemNames } from '../../../../src/domain/role.js';
import { silentObserver } from '../../../../src/metrics.js';
import { readData } from '../../../support/dataFolder.js';
import { makeStemSong } from '../../../support/stemSongs.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { webServer } from '../../../support/webServer.js';
import { oneTerms } from '../../../support/matchOptions.js';

const at = temporaryDirectory();
const server = await webServer();

const songAt = (origin: string): Song => {
  const stems = Object.fromEntries(stemNames.map((name) => [name, `${origin}/${name}.flac?sig=hunter2`]));
  return { kind: 'parts', path: stems['vocals'], stems };
};

it('songs of a server become clips; one of a host that is not listed fails alone; nothing is left', async () => {
  const folder = makeStemSong(at('song'), { seconds: 20 });
  server.answer(({ url = '' }, response) =>
    response.end(readFileSync(join(folder, url.replace(/\?.*/, '')))),
  );
  const config = configSchema.parse({ data: at('data'), fetchHosts: [server.origin], clipsPerTrack: 1 });
  const state = openState(config.data, 'run');
  const tools = patientTools(openTools(config), createPatience());
  const strange = `http://music.example:${server.port}`;
  await publishSongs([songAt(strange), songAt(server.origin)], state);
  const pipeline = startPipeline({
    ...{ config, state, tools, scorers: scorersOf(config, state), terms: oneTerms },
    ...{ names: ['ingest'], observer: silentObserver },
  });
  expect(await untilIdle(pipeline)).toBe(true);
  await pipeline.drain();
  await pipeline.ended;
  await tools.close();
  await state.close();

  const { clips, tracks, headers } = await readData(config.data);
  expect(clips.map(({ source }) => source.uri)).toEqual([`${server.origin}/vocals.flac?…`]);
  expect(tracks).toMatchObject([{ complete: true }]);
  const [letter] = headers('dead-letters').values();
  expect(letter).toMatchObject({ 'error.code': 'refused-input', 'error.stage': 'identify' });
  expect(letter['error.message']).toMatch(/--fetch-hosts http:\/\/music\.example:\d+$/);
  expect(JSON.stringify([letter, clips])).not.toContain('hunter2');
  const work = join(config.data, 'work');
  expect(existsSync(work) ? readdirSync(work) : []).toEqual([]);
  // Each stem was fetched to be identified, and to be decoded.
  expect(server.asked).toHaveLength(2 * stemNames.length);
});
