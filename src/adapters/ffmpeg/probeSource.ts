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

const tagsSchema = z.record(z.string(), z.unknown()).optional();
const outputSchema = z.object({
  format: z.object({ duration: z.coerce.number().optional(), tags: tagsSchema }).optional(),
  streams: z.array(
    z.object({ channels: z.number().optional(), duration: z.coerce.number().optional(), tags: tagsSchema }),
  ),
});

const shown = 'format=duration:format_tags:stream=channels,duration:stream_tags';
/** Far more than is kept of a tag (tidyCredits). */
const longest = 4000;

/** A tag's text on one line, else as it is; undefined where nothing is to be seen. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || withoutHidden(value).trim() === '') return undefined;
  return shortText(value.replace(/\s+/gu, ' ').trim(), longest);
}

function credits(tags: Readonly<Record<string, unknown>>): Credits {
  const found = new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), textOf(value)]));
  const first = (...names: string[]) =>
    names.map((name) => found.get(name)).find((text) => text !== undefined);
  const title = first('title');
  const artist = first('artist', 'album_artist', 'author');
  const licence = first('license', 'licence', 'wcop', 'copyright', 'tcop');
  return { ...(title && { title }), ...(artist && { artist }), ...(licence && { licence }) };
}

export interface ProbeOptions {
  readonly ffprobe: string;
  readonly limit: Seconds;
  readonly signal?: AbortSignal | undefined;
}

/** What ffprobe says of a file's first audio stream. Errors: those of runProgram. */
export async function probeSource(path: string, options: ProbeOptions): Promise<Probed> {
  const args = [
    ...['-hide_banner', '-v', 'error', ...safeInput, '-select_streams', 'a:0'],
    ...['-of', 'json', '-show_entries', shown, '-i', `file:${path}`],
  ];
  const { ffprobe: program, limit, signal } = options;
  const parsed = outputSchema.safeParse(JSON.parse(await runProgram({ program, args, path, limit, signal })));
  const stream = parsed.data?.streams[0];
  if (!stream)
    throw new PipelineError(
      'not-audio',
      `Reading ${JSON.stringify(path)}: there is no sound in it. Replace or remove it.`,
      { context: { path } },
    );
  const format = parsed.data?.format;
  const duration = [format?.duration, stream.duration].find((value) => value !== undefined && value > 0);
  return { duration, channels: stream.channels ?? 2, tags: credits({ ...stream.tags, ...format?.tags }) };
}
