import { PipelineError, type ErrorCode } from '../../errors.js';
import { programMemory } from '../process/memoryLimit.js';
import { fileMark } from './programWords.js';

/** Demuxers that would have opened other files or addresses. */
const pointing: readonly string[] = [
  'concat',
  'hls',
  'dash',
  'sdp',
  'rtsp',
  'rtp',
  'imf',
  'webm_dash_manifest',
  'vapoursynth',
];

interface Reason {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly say: string;
}

/** Whole lines, as ffmpeg 4 to 7 write them: what a tag or a name holds stands elsewhere. */
const line = (text: string): RegExp => new RegExp(`^${text}$`, 'm');
/** Which part of ffmpeg speaks, as `[mov,mp4,m4a @ 0x55…] `. */
const speaker = String.raw`(?:\[[^\]\n]* @ 0x[0-9a-f]+\] )`;

const reasons: readonly Reason[] = [
  {
    pattern: line(
      String.raw`${speaker}*(?:(?:Error [^\n]*|[^:\n]*): Cannot allocate memory|Failed to alloc(?:ate)? [^\n]*)`,
    ),
    code: 'refused-input',
    say: `it asks for more memory than the ${programMemory.bytes / 2 ** 20} MB that a program gets, and no song needs. Convert it anew, without its tags`,
  },
  {
    pattern: line(
      String.raw`\[(?:${pointing.join('|')}) @ 0x[0-9a-f]+\] Format not on whitelist '[\w,]*'|${speaker}Protocol '[^'\n]*' not on whitelist '[\w,]*'!`,
    ),
    code: 'refused-input',
    say: 'it points to other files or addresses, which are not followed. Give the audio file itself',
  },
  {
    pattern: line(String.raw`${speaker}Format not on whitelist '[\w,]*'`),
    code: 'not-audio',
    say: 'its format is not one of those accepted. Convert it to flac, mp3, m4a, ogg or wav',
  },
  {
    pattern: line(String.raw`${speaker}?Stream map '[\w:]*' matches no streams\.`),
    code: 'not-audio',
    say: 'there is no sound in it. Replace or remove it',
  },
  {
    pattern: line(
      String.raw`${speaker}*Rematrix is needed between [^\n]* but there is not enough information to do it`,
    ),
    code: 'refused-input',
    say: 'its channels cannot be mixed down to two, as it does not say where they sound. Mix it down',
  },
  {
    pattern: line(
      String.raw`${speaker}?(?:${fileMark}|Error [a-z ]+): (?:Permission denied|Input/output error)`,
    ),
    code: 'unreadable',
    say: 'it cannot be read. Check its permissions and the disk',
  },
];

/** The error for an ffmpeg run on `path` that failed, from what it wrote to stderr (programWords); what is not known is `not-audio`. */
export function explainFailure(path: string, words: string): PipelineError {
  const reason = reasons.find(({ pattern }) => pattern.test(words));
  const last = words.trim().split('\n').at(-1) ?? '';
  const why = last.replace(`${fileMark}: `, '').slice(0, 200);
  const say = reason?.say ?? `no sound could be decoded from it (${why}). Replace or remove it`;
  return new PipelineError(reason?.code ?? 'not-audio', `Reading ${JSON.stringify(path)}: ${say}.`, {
    context: { path },
  });
}
