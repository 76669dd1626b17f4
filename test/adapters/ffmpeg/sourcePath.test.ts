import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourcePath } from '../../../src/adapters/ffmpeg/sourcePath.js';

describe('sourcePath', () => {
  it.each([
    ['/a/b.mp3', '/a/b.mp3'],
    ['/a/http://x.mp3', '/a/http://x.mp3'],
    ['file:///a/b%20c.mp3', '/a/b c.mp3'],
    ['FILE:///a/b.mp3', '/a/b.mp3'],
    ['song.mp3', resolve('song.mp3')],
    ['-version', resolve('-version')],
    ['a: b/c.mp3', resolve('a: b/c.mp3')],
  ])('%s', (uri, path) => {
    expect(sourcePath(uri)).toBe(path);
  });

  it.each([
    'http://x/a.mp3',
    'https://x',
    'concat:a|b',
    'pipe:0',
    'data:,x',
    'subfile,,start,0:a',
    'file://host/a',
    '',
    'a\0b',
  ])('refuses %j', (uri) =>
    expect(() => sourcePath(uri)).toThrow(expect.objectContaining({ code: 'refused-input' })),
  );
});
