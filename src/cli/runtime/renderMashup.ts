import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyName } from '../../domain/key.js';
import type { Clip } from '../../domain/clip.js';
import type { Recipe } from '../../domain/mashup.js';
import type { Role } from '../../domain/role.js';
import type { EncodeJob } from '../../ports/decoder.js';
import { renderRecipe } from '../../operators/renderRecipe.js';
import { mashupFolder } from '../results/mashupFolder.js';
import { mashupJson } from '../results/mashupJson.js';
import { sourceName } from '../results/sourceName.js';
import { clipsById } from './clipsById.js';
import type { FoundRecipe } from './findRecipe.js';
import type { State } from './openState.js';
import type { Tools } from './openTools.js';

export interface RenderRequest extends FoundRecipe {
  /** Folder in which the mashup's own folder is made. */
  readonly out: string;
  readonly format: EncodeJob['format'];
  readonly muted?: readonly Role[];
  readonly signal?: AbortSignal;
}

/** Makes a mashup's folder with audio and mashup.json, unless the very same lies there already. Resolves to the folder. */
export async function renderMashup(state: State, tools: Tools, request: RenderRequest): Promise<string> {
  const { mashup, format, muted = [], signal } = request;
  const { seedClipId, parts } = mashup;
  const clips = await clipsById(state.catalogue, [seedClipId, ...parts.map(({ clipId }) => clipId)]);
  const folder = join(request.out, mashupFolder(request.id, mashup, { clips, format, muted }));
  const stamp = stampOf({
    recipe: recipeOf(mashup),
    format,
    muted,
    clips: [...clips.values()].map((clip) => [clip.grid, clip.key, clip.stems]),
  });
  const made = join(folder, 'mashup.json');
  if ((await stampIn(made)) === stamp) return folder;
  await mkdir(folder, { recursive: true });
  const job = {
    recipe: mashup,
    outputDir: folder,
    format,
    muted,
    tags: tagsOf(mashup, clips),
    ...(signal && { signal }),
  };
  const rendered = await renderRecipe({ ...state, ...tools }, job);
  const facts = mashupJson({
    mashup,
    rendered,
    runSeed: request.runSeed,
    ...(request.scorer && { scorer: request.scorer }),
    ...(request.sample && { sample: request.sample }),
  });
  // Written last: a folder without it is unfinished.
  await writeFile(made, `${JSON.stringify({ ...(facts as object), madeFrom: stamp }, null, 2)}\n`); // mashupJson makes an object
  return folder;
}

/** Names all that the audio is made from. */
const stampOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

const recipeOf = ({ seedClipId, condition, bars, parts }: Recipe): Recipe => ({
  seedClipId,
  condition,
  bars,
  parts,
});

async function stampIn(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const read: unknown = JSON.parse(text);
  return typeof read === 'object' && read !== null && 'madeFrom' in read ? read.madeFrom : undefined;
}

function tagsOf({ parts, seedClipId }: Recipe, clips: ReadonlyMap<string, Clip>): Record<string, string> {
  const name = (role: Role): string => {
    const clip = clips.get(parts.find((part) => part.role === role)?.clipId ?? '');
    return clip ? sourceName(clip.source) : 'nothing';
  };
  const seed = clips.get(seedClipId);
  const licences = [...new Set([...clips.values()].map(({ source }) => source.licence ?? 'unknown'))];
  return {
    title: `${name('vocal')} over ${name('harmonic')}, drums ${name('percussion')}`,
    artist: 'mashstream',
    ...(seed && { BPM: String(Math.round(seed.grid.bpm)), initialkey: keyName(seed.key) }),
    comment: `Licences of the sources: ${licences.join('; ')}`,
  };
}
