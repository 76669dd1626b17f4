import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { SoundSources } from './soundSources.js';

/** Puts a file that was made to do harm at a path without ending; resolves to the path with it. */
export type Crafted = (path: string, sources: SoundSources) => string;

const mega = 1024 * 1024;

const written =
  (ending: string, bytes: (sources: SoundSources) => Buffer): Crafted =>
  (path, sources) => {
    writeFileSync(`${path}.${ending}`, bytes(sources));
    return `${path}.${ending}`;
  };

const text = (ending: string, content: string): Crafted => written(ending, () => Buffer.from(content));

const whole = (sources: SoundSources, format: string): Buffer => sources.get(format) ?? Buffer.alloc(0);

/** 7 bits a byte. */
const synchsafe = (value: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));

/** A frame of ID3v2.4 whose compressed content inflates to so many bytes of nothing. */
function bombFrame(id: string, size: number): Buffer {
  const content = deflateSync(Buffer.alloc(size), { level: 9 });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(size);
  const body = Buffer.concat([length, content]);
  return Buffer.concat([Buffer.from(id), synchsafe(body.length), Buffer.from([0, 0x09]), body]);
}

/** An mp3 whose tags inflate to `frames` × `size` bytes. */
function bomb(sources: SoundSources, id: string, [frames, size]: readonly [number, number]): Buffer {
  const tags = Buffer.concat(Array.from({ length: frames }, () => bombFrame(id, size)));
  const header = Buffer.concat([Buffer.from('ID3\u0004\u0000\u0000'), synchsafe(tags.length)]);
  return Buffer.concat([header, tags, whole(sources, 'mp3')]);
}

interface WavHeader {
  readonly rate?: number;
  readonly channels?: number;
  readonly bits?: number;
  readonly align?: number;
  readonly format?: number;
  readonly dataSize?: number;
}

function wavHeader({
  rate = 44_100,
  channels = 2,
  bits = 16,
  align,
  format = 1,
  dataSize = 0xffffffff,
}: WavHeader): Buffer {
  const out = Buffer.alloc(44);
  out.write('RIFF', 0);
  out.writeUInt32LE(0xffffffff, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(format, 20);
  out.writeUInt16LE(channels, 22);
  out.writeUInt32LE(rate, 24);
  out.writeUInt32LE((rate * channels * (bits / 8)) % 2 ** 32, 28);
  out.writeUInt16LE(align ?? Math.min(65_535, channels * (bits / 8)), 32);
  out.writeUInt16LE(bits, 34);
  out.write('data', 36);
  out.writeUInt32LE(dataSize, 40);
  return out;
}

const wav = (header: WavHeader): Crafted =>
  written('wav', (sources) => Buffer.concat([wavHeader(header), whole(sources, 'wav').subarray(44)]));

/** Takes no room on the disk. */
const sparse =
  (ending: string, size: number, head: Buffer): Crafted =>
  (path) => {
    const file = openSync(`${path}.${ending}`, 'w');
    writeSync(file, head);
    ftruncateSync(file, size);
    closeSync(file);
    return `${path}.${ending}`;
  };

const patched = (format: string, patch: (bytes: Buffer) => void): Crafted =>
  written(format, (sources) => {
    const bytes = Buffer.from(whole(sources, format));
    patch(bytes);
    return bytes;
  });

/** The sound is said to lie in another file. */
function pointElsewhere(bytes: Buffer): void {
  const at = bytes.indexOf('url \u0000\u0000\u0000\u0001', 0, 'latin1');
  if (at >= 0) bytes.writeUInt32BE(0, at + 4);
}

const afterWord = (bytes: Buffer, word: string, offset: number, value: number): void => {
  const at = bytes.indexOf(word);
  if (at >= 0) bytes.writeUInt32BE(value, at + word.length + offset);
};

/** Files that were made to do harm, by name. */
export const craftedFiles: Readonly<Record<string, Crafted>> = {
  empty: text('mp3', ''),
  'one byte': text('flac', 'f'),
  text: text('mp3', 'This is no music.\n'.repeat(100)),
  'm3u in mp3': text('mp3', '#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:1/a.mp3\n'),
  'ffconcat in ogg': text('ogg', "ffconcat version 1.0\nfile '/etc/passwd'\n"),
  'pls in wav': text('wav', '[playlist]\nFile1=file:///etc/passwd\n'),
  'sdp in m4a': text('m4a', 'v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 1 RTP/AVP 0\n'),
  'address in mp3': text('mp3', 'http://127.0.0.1:1/a.mp3'),
  'tags that inflate': written('mp3', (sources) => bomb(sources, 'APIC', [8, 200 * mega])),
  'texts that inflate': written('mp3', (sources) => bomb(sources, 'TXXX', [6, 250 * mega])),
  'many tags that inflate': written('mp3', (sources) => bomb(sources, 'PRIV', [100, 20 * mega])),
  '3 Hz': wav({ rate: 3 }),
  '0 Hz': wav({ rate: 0 }),
  '4 GHz': wav({ rate: 0xffffffff }),
  '65535 channels': wav({ channels: 65_535 }),
  'no channels': wav({ channels: 0 }),
  'align 0': wav({ align: 0 }),
  'bits 64': wav({ bits: 64 }),
  'format of mp3': wav({ format: 0x55 }),
  'float with NaN': written('wav', () =>
    Buffer.concat([wavHeader({ format: 3, bits: 32, channels: 1 }), Buffer.alloc(6 * 44_100 * 4, 0xff)]),
  ),
  'a terabyte of wav': sparse('wav', 1e12, wavHeader({})),
  'a terabyte of mp3': sparse('mp3', 1e12, Buffer.alloc(0)),
  'a terabyte of flac': sparse('flac', 1e12, Buffer.from('fLaC')),
  'mov that points elsewhere': patched('mov', pointElsewhere),
  'mp4 that points elsewhere': patched('mp4', pointElsewhere),
  'mp4 of 2^31 samples': patched('mp4', (bytes) => afterWord(bytes, 'stsz', 8, 0x7fffffff)),
  'mp4 of timescale 0': patched('mp4', (bytes) => afterWord(bytes, 'mdhd', 12, 0)),
  'mp4 of timescale 1': patched('m4a', (bytes) => afterWord(bytes, 'mdhd', 12, 1)),
  'flac of 655350 Hz': patched('flac', (bytes) => bytes.writeUInt32BE(0x9fff6000, 18)),
  'flac of 0 Hz': patched('flac', (bytes) => bytes.writeUInt32BE(0x000002f0, 18)),
  'ogg from the end of time': patched('ogg', (bytes) => bytes.fill(0x7f, 6, 14)),
  pipe(path) {
    execFileSync('mkfifo', [`${path}.mp3`]);
    return `${path}.mp3`;
  },
  'a folder': (path) => {
    mkdirSync(`${path}.mp3`);
    writeFileSync(join(`${path}.mp3`, 'in it.mp3'), 'x');
    return join(`${path}.mp3`, 'in it.mp3');
  },
  'link to nowhere'(path) {
    symlinkSync('/nowhere/a.mp3', `${path}.mp3`);
    return `${path}.mp3`;
  },
  'link to itself'(path) {
    symlinkSync(`${path}.mp3`, `${path}.mp3`);
    return `${path}.mp3`;
  },
  'link to zeros'(path) {
    symlinkSync('/dev/zero', `${path}.wav`);
    return `${path}.wav`;
  },
};
