import { readFileSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { makeSound } from './makeSound.js';

/** A 16-bit mono WAV file of a quiet tone at any rate. */
export function makeWav(path: string, rate: number, frames: number): string {
  const out = Buffer.alloc(44 + 2 * frames);
  out.write('RIFF', 0);
  out.writeUInt32LE(out.length - 8, 4);
  out.write('WAVEfmt ', 8);
  [16, 0x10001, rate, 2 * rate, 0x100002].forEach((value, i) => out.writeUInt32LE(value, 16 + 4 * i));
  out.write('data', 36);
  out.writeUInt32LE(2 * frames, 40);
  for (let i = 0; i < frames; i++) out.writeInt16LE(Math.round(8000 * Math.sin(i / 5)), 44 + 2 * i);
  writeFileSync(path, out);
  return path;
}

const sevenBits = (size: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f));

/** An MP3 of five seconds whose tag holds compressed files, 64 MB each when they are unpacked. */
export function makeCompressedTags(path: string, count: number): string {
  const sound = readFileSync(makeSound(path));
  const content = Buffer.concat([Buffer.from('\0text/x\0name\0about\0'), Buffer.alloc(64e6)]);
  const packed = deflateSync(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  // Flags: compressed, with its length.
  const head = [Buffer.from('GEOB'), sevenBits(packed.length + 4), Buffer.from([0, 9]), length];
  const frames = Buffer.concat(Array.from({ length: count }, () => Buffer.concat([...head, packed])));
  const tag = Buffer.concat([Buffer.from('ID3\x04\0\0'), sevenBits(frames.length), frames]);
  writeFileSync(path, Buffer.concat([tag, sound]));
  return path;
}

/** The checksum of an Ogg page. */
function pageSum(page: Uint8Array): number {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
  }
  return sum >>> 0;
}

/** Ogg Vorbis that is at 44.1 kHz when it is looked at, and goes on at 3 Hz. */
export function makeChained(path: string): string {
  const sound = readFileSync(makeSound(path, { args: ['-c:a', 'libvorbis'] }));
  const body = 27 + sound[26];
  const size = body + sound.subarray(27, body).reduce((sum, length) => sum + length, 0);
  const page = Buffer.from(sound.subarray(0, size));
  page.writeUInt32LE(3, body + 12);
  page.writeUInt32LE(0, 22);
  page.writeUInt32LE(pageSum(page), 22);
  writeFileSync(path, Buffer.concat([sound, page, sound.subarray(size)]));
  return path;
}
