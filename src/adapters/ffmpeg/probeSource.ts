import { z } from 'zod';
import { shortText } from '../../domain/text/shortText.js';
import { withoutHidden } from '../../domain/text/visible.js';
import type { Credits } from '../../domain/track.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { runProgram } from './runProgram.js';
import { safeInput } from './safeInput.js';

export interface Probed {
  /** As the container says, possibly wrong; absent where it does not say. */
  readonly duration: Seconds | undefined;
  readonly channels: number;
  readonly tags: Credits;
}

/** What ffprobe cannot tell it leaves out, or says in words. */
const numberSchema = z.coerce.number().optional().catch(undefined);
const tagsSchema = z.record(z.string(), z.unknown()).optional().catch(undefined);
const outputSchema = z.object({
  format: z.object({ duration: numberSchema, tags: tagsSchema }).optional(),
  streams: z.array(
    z.object({ channels: numberSchema, sample_rate: numberSchema, duration: numberSchema, tags: tagsSchema }),
  ),
});
type Stream = z.infer<typeof outputSchema>['streams'][number];

const titles = ['title'];
const artists = ['artist', 'album_artist', 'author'];
const licences = ['license', 'licence', 'wcop', 'copyright', 'tcop'];
/** Only the tags that are used: there is no end to others. ffprobe looks for them whatever their case. */
const tags = [...titles, ...artists, ...licences].join(',');
const shown = `format=duration:format_tags=${tags}:stream=channels,sample_rate,duration:stream_tags=${tags}`;
/** Far more than is kept of a tag (tidyCredits). */
const longest = 4000;

/** Outside these it is no music, and the resampler takes any amount of memory. */
const sampleRates = { lowest: 8000, highest: 384_000 } as const;
/** More cannot be mixed down to two. */
const mostChannels = 64;
/** Longer than any recording is not known. */
const longestDuration: Seconds = 30 * 24 * 3600;

/** A tag's text on one line, else as it is; undefined where nothing is to be seen. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || withoutHidden(value).trim() === '') return undefined;
  return shortText(value.replace(/\s+/gu, ' ').trim(), longest);
}

function credits(tags: Readonly<Record<string, unknown>>): Credits {
  const found = new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), textOf(value)]));
  const first = (...names: string[]) =>
    names.map((name) => found.get(name)).find((text) => text !== undefined);
  const title = first(...titles);
  const artist = first(...artists);
  const licence = first(...licences);
  return { ...(title && { title }), ...(artist && { artist }), ...(licence && { licence }) };
}

export interface ProbeOptions {
  readonly ffprobe: string;
  readonly limit: Seconds;
  readonly signal?: AbortSignal | undefined;
}

const refused = (path: string, what: string): PipelineError =>
  new PipelineError('refused-input', `Reading ${JSON.stringify(path)}: ${what}`, { context: { path } });

/** Errors: `refused-input` for a shape of which no sound can be made. Zero is what ffprobe says when it does not know. */
function checkShape(path: string, { sample_rate: rate = 0, channels = 0 }: Stream): void {
  const { lowest, highest } = sampleRates;
  if (rate !== 0 && (rate < lowest || rate > highest))
    throw refused(
      path,
      `its sample rate is ${rate} Hz, and only ${lowest} to ${highest} Hz are read. Convert it to 44100 Hz.`,
    );
  if (channels > mostChannels)
    throw refused(
      path,
      `it has ${channels} channels, and no more than ${mostChannels} are read. Mix it down to two.`,
    );
}

/** The first audio stream and the container, as ffprobe printed them. Error: `not-audio`. */
function parsed(path: string, printed: string): z.infer<typeof outputSchema> {
  try {
    return outputSchema.parse(JSON.parse(printed));
  } catch (cause) {
    throw new PipelineError(
      'not-audio',
      `Reading ${JSON.stringify(path)}: what ffprobe says of it makes no sense. Convert it anew.`,
      { cause, context: { path } },
    );
  }
}

const isLength = (value: number | undefined): value is number =>
  value !== undefined && value > 0 && value < longestDuration;

/**
 * What ffprobe says of a file's first audio stream. Errors: those of runProgram, `not-audio`, and `refused-input` for a sample rate
 * or a number of channels that no music has.
 */
export async function probeSource(path: string, options: ProbeOptions): Promise<Probed> {
  const args = [
    ...['-hide_banner', '-v', 'error', ...safeInput, '-select_streams', 'a:0'],
    ...['-of', 'json', '-show_entries', shown, '-i', `file:${path}`],
  ];
  const { ffprobe: program, limit, signal } = options;
  const { format, streams } = parsed(path, await runProgram({ program, args, path, limit, signal }));
  const stream = streams.at(0);
  if (!stream)
    throw new PipelineError(
      'not-audio',
      `Reading ${JSON.stringify(path)}: there is no sound in it. Replace or remove it.`,
      { context: { path } },
    );
  checkShape(path, stream);
  const duration = [format?.duration, stream.duration].find(isLength);
  // Where it does not know, ffmpeg will.
  const channels = stream.channels === undefined || stream.channels === 0 ? 2 : stream.channels;
  return { duration, channels, tags: credits({ ...stream.tags, ...format?.tags }) };
}
