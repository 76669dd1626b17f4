import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { replaceFile } from '../../../adapters/files/replaceFile.js';
import { retryOnce } from '../../../operators/stream/retryOnce.js';
import { z } from 'zod';
import { keyName } from '../../../domain/music/key.js';
import type { Clip } from '../../../domain/clip.js';
import { recipeSchema, type Recipe } from '../../../domain/mashup.js';
import type { Role } from '../../../domain/role.js';
import type { EncodeJob } from '../../../ports/decoder.js';
import { renderRecipe } from '../../../operators/render/renderRecipe.js';
import { mashupFolder } from '../../results/mashup/mashupFolder.js';
import { mashupJson } from '../../results/mashup/mashupJson.js';
import { sourceName } from '../../results/mashup/sourceName.js';
import { clipsById } from '../reading/clipsById.js';
import { fillFolder } from './fillFolder.js';
import type { FoundRecipe } from './foundRecipe.js';
import type { State } from '../wiring/openState.js';
import type { Tools } from '../wiring/openTools.js';

export interface RenderRequest extends FoundRecipe {
  /** Folder in which the mashup's own folder is made. */
  readonly out: string;
  readonly format: EncodeJob['format'];
  readonly muted?: readonly Role[];
  /** The other parts give way to the voice. Default true. */
  readonly ducked?: boolean;
  readonly signal?: AbortSignal;
}

/** Makes a mashup's folder with audio and mashup.json, unless the very same lies there already. Resolves to the folder. */
export async function renderMashup(state: State, tools: Tools, request: RenderRequest): Promise<string> {
  const { mashup, format, muted = [], ducked = true } = request;
  const { seedClipId, parts } = mashup;
  const clips = await clipsById(state.catalogue, [seedClipId, ...parts.map(({ clipId }) => clipId)]);
  const folder = join(request.out, mashupFolder(request.id, mashup, { clips, format, muted }));
  const stamp = stampOf({
    // In the order of the schema, wherever it comes from.
    recipe: recipeSchema.parse(mashup),
    format,
    muted,
    ducked,
    clips: [...clips.values()].map((clip) => [clip.grid, clip.key, clip.stems, clip.source, clip.voice]),
  });
  const old = await madeIn(folder);
  if (old?.madeFrom === stamp) {
    await judgeAnew(join(folder, 'mashup.json'), old, request);
    return folder;
  }
  await fillFolder(folder, {
    last: 'mashup.json',
    write: (aside) => make({ state, tools, request, clips, stamp }, aside),
  });
  return folder;
}

interface Work {
  readonly state: State;
  readonly tools: Tools;
  readonly request: RenderRequest;
  readonly clips: ReadonlyMap<string, Clip>;
  readonly stamp: string;
}

/** Writes the audio and, last, mashup.json into a folder. */
async function make({ state, tools, request, clips, stamp }: Work, outputDir: string): Promise<void> {
  const { mashup, format, muted = [], ducked = true, signal } = request;
  const tags = tagsOf(mashup, clips);
  const job = { recipe: mashup, outputDir, format, muted, ducked, tags, ...(signal && { signal }) };
  const rendered = await retryOnce(signal ?? new AbortController().signal, () =>
    renderRecipe({ ...state, ...tools }, job),
  );
  const facts = mashupJson({
    ...{ mashup, rendered, muted },
    runSeed: request.runSeed,
    ...(request.scorer && { scorer: request.scorer }),
    ...(request.sample && { sample: request.sample }),
    ...(request.rejected && { rejected: request.rejected }),
    ...drawnIdOf(request),
  });
  await write(join(outputDir, 'mashup.json'), { ...(facts as object), madeFrom: stamp }); // mashupJson makes an object
}

const write = (path: string, content: unknown): Promise<void> =>
  replaceFile(path, (aside) => writeFile(aside, `${JSON.stringify(content, null, 2)}\n`));

/** What is neither ranked nor a sample is found again by the id that it was given when it was drawn or asked for. */
const drawnIdOf = ({ id, mashup, sample }: RenderRequest): { readonly drawnId?: string } =>
  mashup.mashupId === undefined && !sample ? { drawnId: id } : {};

/** The same audio may have another score by now, by another scorer too: mashup.json tells the newest. */
async function judgeAnew(path: string, old: Made, request: RenderRequest): Promise<void> {
  const { mashup, scorer, sample, rejected, runSeed } = request;
  const { score, axes, seedClipId, mashupId } = mashup;
  const judgement = score === undefined ? {} : { score, axes, ...(scorer && { scorer }) };
  const ids = { ...(mashupId !== undefined && { mashupId }), ...drawnIdOf(request) };
  const now = {
    ...old,
    ...ids,
    seedClipId,
    ...judgement,
    ...sample,
    ...(rejected && { rejected }),
    seed: runSeed,
  };
  if (!isDeepStrictEqual(now, old)) await write(path, now);
}

const madeSchema = z.looseObject({ madeFrom: z.string(), files: z.record(z.string(), z.string()) });
type Made = z.infer<typeof madeSchema>;

/** Names all that the audio is made from. */
const stampOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** The mashup.json of a folder; undefined where it is missing, unfinished, or files of it are gone. */
async function madeIn(folder: string): Promise<Made | undefined> {
  try {
    const read = madeSchema.parse(JSON.parse(await readFile(join(folder, 'mashup.json'), 'utf8')));
    const there = Object.values(read.files).every((name) => existsSync(join(folder, name)));
    return there ? read : undefined;
  } catch {
    return undefined;
  }
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
