import type { Placement } from '../../audio/mix/timeMapOf.js';
import { stemRefs, type Clip } from '../../domain/clip.js';
import { lostBlob } from '../../domain/lostBlob.js';
import type { Part, Recipe } from '../../domain/mashup.js';
import type { Edges } from '../../domain/music/edges.js';
import type { Role } from '../../domain/role.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { changedMeanwhile } from '../match/changedMeanwhile.js';
import { layOut, linesOf } from './layOut.js';
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
  /** When the first downbeat sounds: all files begin before it, with a pick-up of the voice or a moment, so that its attack is whole. */
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
  const clipOf = (clipId: string): Clip => clipIn(clips, clipId);
  const work = { options, job, workspace };
  const inputs = await eachPart(recipe, (part) => readPart(work, part, clipOf(part.clipId)));
  const layout = layOut({ recipe, clipOf, voice: await voiceOf(work, inputs.vocal, clipOf) });
  // Side by side: stretching one part keeps one core busy.
  const parts = await eachPart(recipe, (part) =>
    alignPart(work, part, { input: inputs[part.role] ?? '', placement: layout.placementOf(part) }),
  );
  const stems = mapFiles(parts, (role) => workspace.path(`balanced-${role}.wav`));
  const mix = workspace.path('mix.wav');
  const { muted, ducked } = job;
  const { sung, edges, duration, firstDownbeat } = layout;
  const report = await options.mixer.mix({ parts, muted, sung, edges, ducked, mix, stems }, signal);
  const files = await encodeAll(work, { ...stems, mix });
  const byRole = Object.fromEntries(recipe.parts.map(({ role, clipId }) => [role, clipOf(clipId)]));
  return { files, mix: report, clips: byRole, duration, firstDownbeat };
}

/** A file of each part. A failure waits for the others to end: their files must not be removed under them. */
async function eachPart({ parts }: Recipe, make: (part: Part) => Promise<string>): Promise<Files> {
  const works = parts.map(async (part): Promise<readonly [Role, string]> => [part.role, await make(part)]);
  await Promise.allSettled(works);
  return Object.fromEntries(await Promise.all(works));
}

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

interface Work {
  readonly options: RenderOptions;
  readonly job: RenderJob;
  readonly workspace: Workspace;
}

/** A part as it is stored, the stems of a role summed. */
async function readPart({ options, job, workspace }: Work, part: Part, clip: Clip): Promise<string> {
  const { role } = part;
  const refs = stemRefs(clip, role);
  if (refs.length === 0)
    throw new PipelineError(
      'not-found',
      `Rendering a mashup: clip ${part.clipId} has no ${role} part. Run again for new rankings.`,
    );
  const input = workspace.path(`${role}.wav`);
  const wavs: string[] = [];
  for (const [i, ref] of refs.entries()) {
    const stored = await options.blobs
      .localFile(ref, workspace.path(`stored-${role}-${i}.flac`))
      .catch(async (error: unknown) => {
        const lost = lostBlob(error, clip);
        throw (await changedMeanwhile(options.catalogue, lost)) ? gone(part.clipId) : lost;
      });
    wavs.push(workspace.path(`${role}-${i}.wav`));
    await options.encoder.toWav(stored, wavs[i], job.signal);
  }
  await options.encoder.sumWavs(wavs, input, job.signal);
  return input;
}

/** How the voice comes in and goes out; undefined without one in the mix, which then does not wait for it. */
async function voiceOf(
  { options, job }: Work,
  voice: string | undefined,
  clipOf: (clipId: string) => Clip,
): Promise<Edges | undefined> {
  if (voice === undefined || job.muted.includes('vocal')) return undefined;
  const seed = clipOf(job.recipe.seedClipId);
  const lines = linesOf(job.recipe, seed);
  return options.mixer.edges({ voice, sung: seed.voice?.sung, lines }, job.signal);
}

async function alignPart(
  { options, job, workspace }: Work,
  { role, shift, cents = 0 }: Part,
  { input, placement }: { readonly input: string; readonly placement: Placement },
): Promise<string> {
  const output = workspace.path(`aligned-${role}.wav`);
  await options.stretcher.stretch(
    { input, output, ...placement, shift: shift + cents / 100, formants: role === 'vocal' },
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
