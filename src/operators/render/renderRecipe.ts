import { sungIn } from '../../audio/mix/sungIn.js';
import { timeMapOf, type Placement } from '../../audio/mix/timeMapOf.js';
import { stemRefs, type Clip } from '../../domain/clip.js';
import { lostBlob } from '../../domain/lostBlob.js';
import type { Part, Recipe } from '../../domain/mashup.js';
import type { Role } from '../../domain/role.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { changedMeanwhile } from '../match/changedMeanwhile.js';
import type { BlobStore } from '../../ports/blobStore.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { Encoder, EncodeJob } from '../../ports/decoder.js';
import type { Mixer, MixReport } from '../../ports/mixer.js';
import type { Stretcher } from '../../ports/stretcher.js';
import type { Workspace, Workspaces } from '../../ports/workspace.js';

export interface RenderOptions {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
  readonly encoder: Encoder;
  readonly stretcher: Stretcher;
  readonly mixer: Mixer;
  readonly workspaces: Workspaces;
}

export interface RenderJob {
  readonly recipe: Recipe;
  /** An existing directory; mix.<format> and a file a part are written there. */
  readonly outputDir: string;
  readonly format: EncodeJob['format'];
  /** Parts left out of the mix. */
  readonly muted: readonly Role[];
  /** The other parts give way to the voice. */
  readonly ducked: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Rendered {
  /** File names in the output directory. */
  readonly files: Readonly<Record<string, string>>;
  readonly mix: MixReport;
  readonly clips: Readonly<Partial<Record<Role, Clip>>>;
  /** Length of every file. */
  readonly duration: Seconds;
  /** When the first downbeat sounds: all files begin a moment before it, so that its attack is whole. */
  readonly firstDownbeat: Seconds;
}

type Files = Partial<Record<Role, string>>;

/** Makes the audio of a recipe: parts warped onto the seed's beats, shifted, balanced and mixed, with the aligned parts beside it. */
export async function renderRecipe(options: RenderOptions, job: RenderJob): Promise<Rendered> {
  const workspace = await options.workspaces.open('render');
  return renderIn(options, job, workspace).finally(() => workspace.dispose());
}

async function renderIn(options: RenderOptions, job: RenderJob, workspace: Workspace): Promise<Rendered> {
  const { recipe, signal } = job;
  const clips = await clipsOf(options.catalogue, recipe);
  // Side by side: stretching one part keeps one core busy.
  const aligned = recipe.parts.map(async (part): Promise<readonly [Role, string]> => {
    const at = { clip: clipIn(clips, part.clipId), placement: placementOf(clips, recipe, part) };
    return [part.role, await alignPart({ options, job, workspace }, part, at)];
  });
  const parts: Files = Object.fromEntries(await allOf(aligned));
  const stems = mapFiles(parts, (role) => workspace.path(`balanced-${role}.wav`));
  const mix = workspace.path('mix.wav');
  const { muted, ducked } = job;
  const sung = sungOf(clips, recipe);
  const report = await options.mixer.mix({ parts, muted, sung, ducked, mix, stems }, signal);
  const files = await encodeAll({ options, job, workspace }, { ...stems, mix });
  const byRole = Object.fromEntries(recipe.parts.map(({ role, clipId }) => [role, clipIn(clips, clipId)]));
  const { timeMap, duration } = placementOf(clips, recipe, seedPart(recipe));
  const [[, firstDownbeat]] = timeMap;
  return { files, mix: report, clips: byRole, duration, firstDownbeat };
}

/** Like Promise.all, but a failure waits for the others to end: their files must not be removed under them. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

const seedPart = (recipe: Recipe): Part =>
  recipe.parts.find(({ role }) => role === 'vocal') ?? recipe.parts[0];

async function clipsOf(
  catalogue: Catalogue,
  { parts, seedClipId }: Recipe,
): Promise<ReadonlyMap<string, Clip>> {
  const clips = await catalogue.getClips([...new Set([seedClipId, ...parts.map(({ clipId }) => clipId)])]);
  return new Map(clips.map((clip) => [clip.clipId, clip]));
}

function clipIn(clips: ReadonlyMap<string, Clip>, clipId: string): Clip {
  const clip = clips.get(clipId);
  if (clip) return clip;
  throw gone(clipId);
}

const gone = (clipId: string): PipelineError =>
  new PipelineError(
    'not-found',
    `Rendering a mashup: clip ${clipId} was removed or changed meanwhile. Run again for new rankings.`,
  );

/** Where a part lies in the output: its first bars on those of the seed. */
function placementOf(clips: ReadonlyMap<string, Clip>, { seedClipId, bars }: Recipe, part: Part): Placement {
  const seed = clipIn(clips, seedClipId);
  const count = bars * (seed.grid.meter ?? 4) + 1;
  const target = seed.grid.beats.slice(0, count);
  const own = part.clipId === seedClipId;
  const source = clipIn(clips, part.clipId).grid.beats.slice(0, part.warp ? count : undefined);
  return timeMapOf(source, target, { warp: part.warp && !own, offset: part.offset });
}

/** When the voice sings in the output; undefined where its clip does not tell. */
function sungOf(clips: ReadonlyMap<string, Clip>, recipe: Recipe): readonly Stretch[] | undefined {
  const part = recipe.parts.find(({ role }) => role === 'vocal');
  const sung = part && clipIn(clips, part.clipId).voice?.sung;
  return part && sung && sungIn(sung, placementOf(clips, recipe, part));
}

interface Work {
  readonly options: RenderOptions;
  readonly job: RenderJob;
  readonly workspace: Workspace;
}

async function alignPart(work: Work, part: Part, at: { clip: Clip; placement: Placement }): Promise<string> {
  const { options, job, workspace } = work;
  const { role, shift, cents = 0 } = part;
  const refs = stemRefs(at.clip, role);
  if (refs.length === 0)
    throw new PipelineError(
      'not-found',
      `Rendering a mashup: clip ${part.clipId} has no ${role} part. Run again for new rankings.`,
    );
  const input = workspace.path(`${role}.wav`);
  const output = workspace.path(`aligned-${role}.wav`);
  const wavs: string[] = [];
  for (const [i, ref] of refs.entries()) {
    const stored = await options.blobs
      .localFile(ref, workspace.path(`stored-${role}-${i}.flac`))
      .catch(async (error: unknown) => {
        const lost = lostBlob(error, at.clip);
        throw (await changedMeanwhile(options.catalogue, lost)) ? gone(part.clipId) : lost;
      });
    wavs.push(workspace.path(`${role}-${i}.wav`));
    await options.encoder.toWav(stored, wavs[i], job.signal);
  }
  await options.encoder.sumWavs(wavs, input, job.signal);
  await options.stretcher.stretch(
    { input, output, ...at.placement, shift: shift + cents / 100, formants: role === 'vocal' },
    job.signal,
  );
  return output;
}

const mapFiles = (files: Files, name: (role: Role) => string): Files =>
  Object.fromEntries(Object.keys(files).map((role) => [role, name(role as Role)])); // keys of Files are roles

async function encodeAll(
  { options, job }: Work,
  files: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const [name, input] of Object.entries(files)) {
    names[name] = `${name}.${job.format}`;
    const output = `${job.outputDir}/${names[name]}`;
    await options.encoder.encode(
      { input, output, format: job.format, bits: 24, tags: name === 'mix' ? job.tags : {} },
      job.signal,
    );
  }
  return names;
}
