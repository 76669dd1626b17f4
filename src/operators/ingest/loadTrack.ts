import { shortestSong } from '../../audio/regions/shortestSong.js';
import type { StemName } from '../../domain/role.js';
import { durationText } from '../../domain/durationText.js';
import type { Given } from '../../domain/track.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { Analyzer } from '../../ports/analyzer.js';
import type { DecodedFacts, TrackRecord } from '../../ports/trackRecord.js';
import type { Decoded, Decoder } from '../../ports/decoder.js';
import type { Workspace } from '../../ports/workspace.js';
import { fetched, type FetchedOptions } from './fetched.js';
import { retryOnce } from '../stream/retryOnce.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import type { LoadedTrack, NewTrack } from './trackWork.js';

export interface LoadTrackOptions extends StageOptions, FetchedOptions {
  readonly decoder: Decoder;
  readonly analyzer: Analyzer;
  /** Only the first part of longer audio is used. */
  readonly maxDuration: Seconds;
}

/** What of the known facts tells how long regions must be. */
export const planFacts = ({ bpm, meter }: Given): DecodedFacts['plannedFor'] => ({
  ...(bpm !== undefined && { bpm }),
  ...(meter !== undefined && { meter }),
});

/** Decodes a track into a workspace of its own and looks where clips could be cut. */
export function loadTrack(options: LoadTrackOptions): Stage<NewTrack, LoadedTrack> {
  return stage(
    'decode',
    { ...options, heavy: true, handsBack: true },
    async ({ record, from }, { signal, defer }) => {
      const workspace = await options.workspaces.open('track');
      // What is left is cleared at the next start.
      defer(() => void workspace.dispose().catch(() => undefined));
      const decode = decoderInto(options, workspace, signal);
      const mix = from.uri === undefined ? undefined : await decode('mix', from.uri);
      const stems: Partial<Record<StemName, Loaded>> = {};
      for (const [name, uri] of Object.entries(from.stems ?? {}))
        stems[name as StemName] = await decode(name, uri); // keys of stems
      const loaded = mix ? [mix] : Object.values(stems);
      refuseShort(record, loaded);
      const known = planFacts(record.given);
      const plan = (): ReturnType<Analyzer['planRegions']> =>
        options.analyzer.planRegions(
          loaded.map(({ path }) => path),
          known,
          signal,
        );
      const regions = await retryOnce(signal, plan);
      const paths = Object.fromEntries(Object.entries(stems).map(([name, { path }]) => [name, path]));
      const whole = mix ? { mix: mix.path } : paths;
      const keyVote = await retryOnce(signal, () => options.analyzer.hearKey(whole, signal));
      return {
        record: { ...record, decoded: { ...factsOf(loaded[0].decoded), plannedFor: known, keyVote } },
        workspace,
        ...(mix && { mix: mix.path }),
        stems: paths,
        regions,
      };
    },
  );
}

interface Loaded {
  readonly path: string;
  readonly decoded: Decoded;
}

/** Before anything dear is done: the longest of what is heard must last as long as the shortest unit. */
function refuseShort({ source: { uri }, given }: TrackRecord, loaded: readonly Loaded[]): void {
  const longest = Math.max(...loaded.map(({ decoded }) => decoded.duration));
  const least = shortestSong(given);
  if (longest >= least) return;
  throw new PipelineError(
    'too-short',
    `Reading ${JSON.stringify(uri)}: it holds ${longest.toFixed(1)} s of sound, and eight bars, the least that a mashup is made of, last ${least.toFixed(1)} s or longer. Leave it out.`,
    { context: { path: uri, duration: longest } },
  );
}

const decoderInto =
  (options: LoadTrackOptions, workspace: Workspace, signal: AbortSignal) =>
  async (name: string, uri: string): Promise<Loaded> => {
    const { decoder, maxDuration } = options;
    const source = await fetched(options, { uri, name: `source-${name}` }, workspace, signal);
    const output = workspace.path(`${name}.wav`);
    const decode = () => source.read((path) => decoder.decode({ uri: path, output, maxDuration }, signal));
    return { path: output, decoded: await retryOnce(signal, decode) };
  };

/** The length used, and whether that was only a part. */
function factsOf({ duration, sourceDuration, truncated }: Decoded): Pick<DecodedFacts, 'duration' | 'notes'> {
  const [used, whole] = [duration, sourceDuration].map((seconds) => durationText(seconds));
  const note = `only the first ${used}${used === whole ? '' : ` of ${whole}`} were used (see --max-duration)`;
  return { duration, notes: truncated ? [note] : [] };
}
