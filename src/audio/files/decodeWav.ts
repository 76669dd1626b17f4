import type { Audio } from '../../domain/audio.js';
import { PipelineError } from '../../errors.js';

const bad = (why: string): PipelineError =>
  new PipelineError('not-audio', `Reading a WAV file: ${why}. Give a PCM or 32-bit float WAV file.`);

const kinds = { pcm: 1, float: 3, extensible: 0xfffe } as const;

/** Reads one sample, scaled to ±1. */
function reader(view: DataView, kind: number, bits: number): (at: number) => number {
  if (kind === kinds.float && bits === 32) return (at) => view.getFloat32(at, true);
  if (kind === kinds.pcm && bits === 16) return (at) => view.getInt16(at, true) / 0x8000;
  if (kind === kinds.pcm && bits === 24)
    return (at) => (view.getUint16(at, true) | (view.getInt8(at + 2) << 16)) / 0x80_0000;
  throw bad(`format ${kind} with ${bits} bits a sample is not supported`);
}

interface Chunks {
  readonly format: number;
  readonly data: number;
  readonly size: number;
}

/** Byte offsets of the bodies of `fmt ` and `data`; a data chunk that claims more than the file holds is cut to what is there. */
function findChunks(view: DataView): Chunks {
  const name = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
  if (view.byteLength < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE')
    throw bad('it does not begin with RIFF … WAVE');
  let format = -1;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true);
    if (name(at) === 'fmt ' && at + 24 <= view.byteLength) format = at + 8;
    if (name(at) === 'data' && format >= 0)
      return { format, data: at + 8, size: Math.min(size, view.byteLength - at - 8) };
    at += 8 + size + (size % 2);
  }
  throw bad('it has no format or no data chunk');
}

/** Decodes a WAV file of 16- or 24-bit PCM or 32-bit float samples; throws PipelineError `not-audio` for anything else. */
export function decodeWav(bytes: Uint8Array): Audio {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { format, data, size } = findChunks(view);
  const tag = view.getUint16(format, true);
  const count = view.getUint16(format + 2, true);
  const bits = view.getUint16(format + 14, true);
  const kind = tag === kinds.extensible && format + 26 <= data ? view.getUint16(format + 24, true) : tag;
  const read = reader(view, kind, bits);
  if (count === 0) throw bad('it has no channels');
  const step = bits / 8;
  const frames = Math.floor(size / (step * count));
  const channels = Array.from({ length: count }, (_, c) => {
    const channel = new Float32Array(frames);
    for (let i = 0; i < frames; i++) channel[i] = read(data + (i * count + c) * step);
    return channel;
  });
  return { sampleRate: view.getUint32(format + 4, true), channels };
}
