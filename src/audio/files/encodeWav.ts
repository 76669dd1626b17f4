import type { Audio } from '../../domain/audio.js';

const headerSize = 58;

/** `fmt ` (with its empty extension), `fact` and `data` headers of a 32-bit float WAV file. */
function writeHeader(view: DataView, audio: Audio, frames: number): void {
  const count = audio.channels.length;
  const text = (at: number, word: string) =>
    Array.from(word, (letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, 3, true);
  view.setUint16(22, count, true);
  view.setUint32(24, audio.sampleRate, true);
  view.setUint32(28, audio.sampleRate * count * 4, true);
  view.setUint16(32, count * 4, true);
  view.setUint16(34, 32, true);
  text(38, 'fact');
  view.setUint32(42, 4, true);
  view.setUint32(46, frames, true);
  text(50, 'data');
  view.setUint32(54, frames * count * 4, true);
}

/** Encodes audio as a WAV file of 32-bit float samples: nothing is rounded or clipped. Up to 4 GB. */
export function encodeWav(audio: Audio): Uint8Array {
  const { channels } = audio;
  const frames = channels[0]?.length ?? 0;
  const bytes = new Uint8Array(headerSize + frames * channels.length * 4);
  const view = new DataView(bytes.buffer);
  writeHeader(view, audio, frames);
  channels.forEach((channel, c) => {
    for (let i = 0; i < frames; i++)
      view.setFloat32(headerSize + (i * channels.length + c) * 4, channel[i], true);
  });
  return bytes;
}
