import { open } from 'node:fs/promises';
import { encodeWav } from '../../audio/files/encodeWav.js';
import type { Frames, Hertz } from '../../domain/units.js';

export interface WavSink {
  /** Appends frames, one array a channel, equal lengths. */
  append(channels: readonly Float32Array[]): Promise<void>;
  /** Completes the header and closes the file. */
  close(): Promise<void>;
}

export interface WavShape {
  readonly sampleRate: Hertz;
  readonly channels: number;
}

function interleave(channels: readonly Float32Array[]): Uint8Array {
  const count = channels.length;
  const out = new Float32Array(channels[0].length * count);
  channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i++) out[i * count + c] = channel[i];
  });
  return new Uint8Array(out.buffer);
}

/** The header of a float WAV with so many frames: that of an empty one with its three sizes filled in. */
function headerOf({ sampleRate, channels }: WavShape, frames: Frames): Uint8Array {
  const bytes = encodeWav({
    sampleRate,
    channels: Array.from({ length: channels }, () => new Float32Array()),
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = frames * channels * 4;
  view.setUint32(4, bytes.length - 8 + size, true);
  view.setUint32(bytes.length - 12, frames, true);
  view.setUint32(bytes.length - 4, size, true);
  return bytes;
}

/** Starts a WAV file (32-bit float, up to 4 GB) that is written part by part. Its header counts no frames until it is closed. */
export async function createWav(path: string, shape: WavShape): Promise<WavSink> {
  const file = await open(path, 'w');
  let frames = 0;
  try {
    await file.writeFile(headerOf(shape, 0));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    async append(channels) {
      await file.writeFile(interleave(channels));
      frames += channels[0].length;
    },
    async close() {
      const header = headerOf(shape, frames);
      await file.write(header, 0, header.length, 0).finally(() => file.close());
    },
  };
}
