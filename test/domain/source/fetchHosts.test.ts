import { describe, expect, it } from 'vitest';
import {
  allowsOrigin,
  bucketOrigin,
  fetchHostEntry,
  parseFetchHost,
} from '../../../src/domain/source/fetchHosts.js';

const listed = (...entries: string[]) => entries.map((entry) => parseFetchHost(entry)!);
const allows = (uri: string, ...entries: string[]): boolean => allowsOrigin(listed(...entries), new URL(uri));

describe('fetch hosts', () => {
  it.each([
    ['https://music.example/a', 'music.example'],
    ['https://MUSIC.example:443/a', 'https://Music.Example/'],
    ['https://music.example:8443/a', 'music.example:8443'],
    ['https://a.b.music.example/a', '*.music.example'],
    ['http://127.0.0.1:80/a', 'http://127.0.0.1'],
    ['https://[2001:db8:0::7]/a', '[2001:DB8::7]'],
  ])('%s is allowed by %s', (uri, entry) => expect(allows(uri, 'other.example', entry)).toBe(true));

  it.each([
    ['http://music.example/a', 'music.example'],
    ['https://music.example:8443/a', 'music.example'],
    ['https://music.example/a', 'music.example:8443'],
    ['https://a.music.example/a', 'music.example'],
    ['https://music.example/a', '*.music.example'],
    ['https://evilmusic.example/a', '*.music.example'],
    ['https://music.example.evil/a', 'music.example'],
    ['https://music.example/a', 's3://music.example'],
    ['https://music.example./a', 'music.example'],
  ])('%s is not by %s', (uri, entry) => expect(allows(uri, entry)).toBe(false));

  it.each([
    ...[
      '',
      '*',
      '*.',
      'a b',
      'ftp://music.example',
      'music.example/path',
      'me:pw@music.example',
      '::1',
      '*.127.0.0.1',
    ],
    ...['*.[::1]', 'https://', 'music.example:99999', '*.*.example', 'a?b', 's3://*.b'],
  ])('%j is no entry', (entry) => expect(parseFetchHost(entry)).toBeUndefined());

  it('a bucket is allowed where it is named, and told by the entry that allows it', () => {
    const songs = bucketOrigin('songs');
    expect(fetchHostEntry(songs)).toBe('s3://songs');
    expect(allowsOrigin(listed('music.example', 's3://songs'), songs)).toBe(true);
    for (const entries of [[], ['songs'], ['*.songs'], ['s3://songs.b'], ['s3://song']])
      expect(allowsOrigin(listed(...entries), songs)).toBe(false);
    expect(allows('s3://songs/50% & #1.flac', 's3://songs')).toBe(true);
  });
});
