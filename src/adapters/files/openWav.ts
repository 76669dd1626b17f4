import { open, type FileHandle } from 'node:fs/promises';
import { decodeWav } from '../../audio/files/decodeWav.js';
import type { Audio } from '../../domain/audio.js';
import type { Frames, Hertz } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';

export interface WavFile {
  readonly sampleRate: Hertz;
  readonly channels: number;
  readonly frames: Frames;
  /** Everything before the samples. */
  readonly header: Uint8Array;
  /** Bytes of one frame. */
  readonly frameSize: number;
  /** `count` frames from `start` (both clipped to the file); only these are held in memory. */
  read(start: Frames, count: Frames): Promise<Audio>;
  /** The same as raw bytes. */
  readBytes(start: Frames, count: Frames): Promise<Uint8Array>;
  close(): Promise<void>;
}

const headerLimit = 64 * 1024;

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** Offsets of the bodies of the `fmt ` and `data` chunks. */
function findBodies(head: Uint8Array): { format: number; data: number } {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const name = (at: number) => String.fromCharCode(...head.subarray(at, at + 4));
  let format = 0;
  if (head.length >= 12 && name(0) === 'RIFF' && name(8) === 'WAVE')
    for (let at = 12; at + 8 <= head.length;) {
      if (name(at) === 'fmt ') format = at + 8;
      if (name(at) === 'data' && format > 0) return { format, data: at + 8 };
      const size = view.getUint32(at + 4, true);
      at += 8 + size + (size % 2);
    }
  throw new PipelineError(
    'not-audio',
    'Reading a WAV file: it has no WAV header. It was not made by this program.',
  );
}

/** Opens a WAV file for reading ranges of it, whatever its length. Errors: `not-audio`, and the system's own. */
export async function openWav(path: string): Promise<WavFile> {
  const file = await open(path, 'r');
  try {
    const head = await readAt(file, 0, headerLimit);
    const { format, data } = findBodies(head);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const frameSize = view.getUint16(format + 12, true);
    const size = Math.min(view.getUint32(data - 4, true), (await file.stat()).size - data);
    const frames = frameSize === 0 ? 0 : Math.floor(size / frameSize);
    const header = head.slice(0, data);
    const readBytes = (start: Frames, count: Frames): Promise<Uint8Array> => {
      const from = Math.min(Math.max(0, start), frames);
      const to = Math.min(Math.max(from, start + count), frames);
      return readAt(file, data + from * frameSize, (to - from) * frameSize);
    };
    const read = async (start: Frames, count: Frames): Promise<Audio> =>
      decodeWav(Buffer.concat([header, await readBytes(start, count)]));
    return {
      sampleRate: view.getUint32(format + 4, true),
      channels: view.getUint16(format + 2, true),
      frames,
      header,
      frameSize,
      read,
      readBytes,
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
