import { PipelineError, type ErrorCode } from '../../errors.js';

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

const reasons: readonly Reason[] = [
  {
    pattern: /No space left on device/,
    code: 'disk-full',
    say: 'the disk is full. Free some space and run again',
  },
  {
    pattern: new RegExp(
      `\\[(${pointing.join('|')}) @[^\\n]*not on whitelist|Protocol '?[^\\n]*not on whitelist`,
      'i',
    ),
    code: 'refused-input',
    say: 'it points to other files or addresses, which are not followed. Give the audio file itself',
  },
  {
    pattern: /Format not on whitelist/,
    code: 'not-audio',
    say: 'its format is not one of those accepted. Convert it to flac, mp3, m4a, ogg or wav',
  },
  {
    pattern: /matches no streams/,
    code: 'not-audio',
    say: 'there is no sound in it. Replace or remove it',
  },
  {
    pattern: /Permission denied|Input\/output error/,
    code: 'unreadable',
    say: 'it cannot be read. Check its permissions and the disk',
  },
];

/** The error for an ffmpeg run on `path` that failed, from what it wrote to stderr; what is not known is `not-audio`. */
export function explainFailure(path: string, stderr: string): PipelineError {
  const reason = reasons.find(({ pattern }) => pattern.test(stderr));
  const last = stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  const say = reason?.say ?? `no sound could be decoded from it (${last}). Replace or remove it`;
  return new PipelineError(reason?.code ?? 'not-audio', `Reading ${JSON.stringify(path)}: ${say}.`, {
    context: { path },
  });
}
