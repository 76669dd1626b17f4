import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * Sizes and signatures of the ZIP format (PKWARE APPNOTE 6.3, section 4.3).
 * @typedef {{ name: string, stored: boolean, packed: number, start: number }} Entry `start`: of its local header, bytes
 */
const end = { signature: 0x06054b50, size: 22, longestComment: 0xffff };
const central = { signature: 0x02014b50, size: 46 };
const local = { size: 30 };

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} from
 * @param {number} length
 */
const bytes = async (file, from, length) =>
  (await file.read(Buffer.alloc(length), 0, length, from)).buffer.subarray(0, length);

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} path
 */
async function directory(file, path) {
  const { size } = await file.stat();
  const reach = Math.min(size, end.size + end.longestComment);
  const tail = await bytes(file, size - reach, reach);
  const at = tail.lastIndexOf(Buffer.from(Uint32Array.of(end.signature).buffer));
  if (at < 0) throw new Error(`${path} is no ZIP archive, or only a part of one`);
  const [length, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (start + length > size) throw new Error(`${path} is a ZIP archive of a kind that is not read here`);
  return bytes(file, start, length);
}

/**
 * @param {Buffer} list the central directory
 * @returns {Generator<Entry>}
 */
function* entriesOf(list) {
  for (let at = 0; at + central.size <= list.length && list.readUInt32LE(at) === central.signature;) {
    const [name, extra, comment] = [28, 30, 32].map((field) => list.readUInt16LE(at + field));
    yield {
      name: list.toString('utf8', at + central.size, at + central.size + name),
      stored: list.readUInt16LE(at + 10) === 0,
      packed: list.readUInt32LE(at + 20),
      start: list.readUInt32LE(at + 42),
    };
    at += central.size + name + extra + comment;
  }
}

/**
 * Writes those files of a ZIP archive for which `targetOf` tells a path, making their folders. Sizes up to 4 GB.
 * @param {string} path
 * @param {(name: string) => string | undefined} targetOf
 */
export async function unzip(path, targetOf) {
  const file = await open(path);
  try {
    for (const { name, stored, packed, start } of entriesOf(await directory(file, path))) {
      const target = targetOf(name);
      if (target === undefined) continue;
      await mkdir(dirname(target), { recursive: true });
      const head = await bytes(file, start, local.size);
      const from = start + local.size + head.readUInt16LE(26) + head.readUInt16LE(28);
      const packedBytes = createReadStream(path, { start: from, end: Math.max(from, from + packed - 1) });
      const unpacked = createWriteStream(target);
      if (packed === 0) await pipeline([], unpacked);
      else if (stored) await pipeline(packedBytes, unpacked);
      else await pipeline(packedBytes, createInflateRaw(), unpacked);
    }
  } finally {
    await file.close();
  }
}
