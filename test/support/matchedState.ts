import { openState, type State } from '../../src/cli/runtime/wiring/openState.js';
import { openTools } from '../../src/cli/runtime/wiring/openTools.js';
import { matchOptionsOf } from '../../src/cli/runtime/wiring/matchOptionsOf.js';
import { processSongs } from '../../src/cli/runtime/session/processSongs.js';
import { scorersOf } from '../../src/cli/runtime/wiring/scorersOf.js';
import { startPipeline } from '../../src/cli/runtime/wiring/startPipeline.js';
import { configSchema, type Config } from '../../src/config.js';
import type { Clip } from '../../src/domain/clip.js';
import { termsNow } from '../../src/operators/match/matchOptions.js';
import { termsInForce } from '../../src/topologies/termsInForce.js';
import { silentObserver } from '../../src/metrics.js';
import { storedClip, type ClipShape } from './clips.js';
import { putNaming } from './catalogued.js';
import { publication } from './ingestWorld.js';

/** A song of one clip: its name is its title, its path `/music/<name>.ogg` with the clip's id below, its id `song:<name>`. */
export interface SongShape extends ClipShape {
  readonly name: string;
}

/** Enters a song in the catalogue and announces its clip, as ingest does at the end. */
export async function enterSong(state: State, { name, ...shape }: SongShape): Promise<Clip> {
  const clip = await storedClip(`clip-${name}`, { title: name, ...shape }, state.blobs);
  await state.catalogue.putClip(clip);
  const said = publication(`song:${name}`, { uri: clip.source.uri, credits: { title: name } });
  await putNaming(state.catalogue, clip.trackId, [said]);
  await state.catalogue.putTrack({
    trackId: clip.trackId,
    publications: [said],
    source: clip.source,
    given: {},
    regions: [],
    complete: true,
    clipIds: [clip.clipId],
    notes: [],
  });
  const value = new TextEncoder().encode(JSON.stringify(clip));
  await state.log.append('clips', [{ key: clip.clipId, value }]);
  return clip;
}

/** Ranks what the data folder holds, as a run does. */
export async function matchAll(state: State, data: string, settings: Partial<Config> = {}): Promise<void> {
  const config = configSchema.parse({ data, enoughPartners: 1, ...settings });
  const tools = openTools(config);
  const scorers = scorersOf(config, state);
  const own = termsNow({ ...config, scorers, rule: config });
  const terms = await termsInForce(state.log, own);
  const pipeline = startPipeline({
    ...{ config, state, tools, scorers, terms },
    ...{ names: ['match'], observer: silentObserver },
  });
  const matchOptions = matchOptionsOf({ config, state, scorers, terms }, silentObserver);
  await processSongs({ state, pipeline, matchOptions });
  void pipeline.drain();
  await pipeline.ended;
  terms.close();
  await tools.close();
}

/** Makes a data folder with songs that are ranked. */
export async function matchedState(
  data: string,
  songs: readonly SongShape[],
  settings: Partial<Config> = {},
): Promise<void> {
  const state = openState(data, 'run');
  for (const song of songs) await enterSong(state, song);
  await matchAll(state, data, settings);
  await state.close();
}
