import { writeFile } from 'node:fs/promises';
import { encodeWav } from '../../src/audio/files/encodeWav.js';
import { openState, type State } from '../../src/cli/runtime/wiring/openState.js';
import type { Tools } from '../../src/cli/runtime/wiring/openTools.js';
import { readRankings } from '../../src/cli/runtime/reading/readRankings.js';
import type { Decoder } from '../../src/ports/decoder.js';
import type { Ranking } from '../../src/domain/mashup.js';
import { stemNames } from '../../src/domain/role.js';
import { matchedState, type SongShape } from './matchedState.js';
import { tellingTools, type TellingTools } from './tellingTools.js';

export interface RenderState {
  readonly state: State;
  readonly tools: Tools & TellingTools;
  readonly rankings: readonly Ranking[];
}

/** Of what was rendered, it is looked at: a tenth of a second in which nothing sounds. */
const silence: Decoder = {
  identify: () => Promise.reject(new Error('nobody asks')),
  tags: () => Promise.resolve({}),
  decode: async ({ output }) => {
    await writeFile(output, encodeWav({ sampleRate: 44_100, channels: [new Float32Array(4410)] }));
    return { duration: 0.1, sourceDuration: 0.1, truncated: false };
  },
};

/** A data folder of ranked songs whose stems are stored, opened for work, and tools that tell what they did. */
export async function renderState(data: string, songs: readonly SongShape[]): Promise<RenderState> {
  await matchedState(data, songs);
  const state = openState(data, 'run');
  for (const clip of await state.catalogue.scanClips('', 100)) {
    const stems: typeof clip.stems = {};
    for (const name of stemNames)
      stems[name] = await state.blobs.putBytes(
        `clips/${clip.clipId}/${name}.flac`,
        new TextEncoder().encode(`${clip.clipId}/${name}`),
      );
    await state.catalogue.putClip({ ...clip, stems });
  }
  const tools = { ...tellingTools(), decoder: silence, close: () => Promise.resolve() };
  return { state, tools, rankings: await readRankings(state.log) };
}
