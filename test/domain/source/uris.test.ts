import { describe, expect, it } from 'vitest';
import { isRemote, remoteProblem, s3Address } from '../../../src/domain/source/remoteUri.js';
import { shownUri } from '../../../src/domain/source/shownUri.js';
import { trackMessageSchema } from '../../../src/domain/track.js';

describe('shownUri', () => {
  it.each([
    ['/music/a@b.mp3', '/music/a@b.mp3'],
    ['file:///music/a?.mp3', 'file:///music/a?.mp3'],
    ['https://host/a b.mp3', 'https://host/a b.mp3'],
    ['https://host/@user/a.mp3', 'https://host/@user/a.mp3'],
    ['s3://bucket/50%/ü.mp3', 's3://bucket/50%/ü.mp3'],
    ['https://me:pw@host:8443/a.mp3', 'https://host:8443/a.mp3'],
    ['https://pw@host/a.mp3', 'https://host/a.mp3'],
    ['https:/me:pw@host/a.mp3', 'https://host/a.mp3'],
    ['https:\\\\me:pw@host/a.mp3', 'https://host/a.mp3'],
    ['https://me:p/w@host/a.mp3', 'https:…'],
    ['https://me:pw@', 'https:…'],
    ['https://host/a.mp3?sig=pw#pw', 'https://host/a.mp3?…'],
    ['HTTPS://host/a.mp3#pw', 'https://host/a.mp3'],
    ['s3://me:pw@bucket/a', 's3://bucket/a'],
    ['s3://bucket/50% & #1?.flac', 's3://bucket/50% & #1?.flac'],
    ['ftp://me:pw@host/a', 'ftp://host/a'],
  ])('%s as %s', (uri, shown) => expect(shownUri(uri)).toBe(shown));
});

describe('addresses of other machines', () => {
  it.each(['https://host/a.mp3', 'http://127.0.0.1:8080/a?x=1', 's3://bucket/a b/50%.mp3', 's3://b-1.x/ü?#'])(
    'takes %s',
    (uri) => {
      expect([isRemote(uri), remoteProblem(uri)]).toEqual([true, undefined]);
      expect(trackMessageSchema.safeParse({ schema: 1, uri }).success).toBe(true);
      expect(trackMessageSchema.safeParse({ schema: 1, stems: { vocals: uri } }).success).toBe(true);
    },
  );

  it.each([
    'https://',
    'https://me:pw@host/a',
    'https://pw@host/a',
    's3://bucket',
    's3://bucket/',
    's3:///key',
    's3://B/k',
    's3://me:pw@bucket/k',
    'https://ho st/',
  ])('refuses %s, without repeating it', (uri) => {
    expect(remoteProblem(uri)).toMatch(/must not hold a user name|is no proper address/);
    const { error } = trackMessageSchema.safeParse({ schema: 1, uri });
    expect(error?.issues[0].message).toBe(remoteProblem(uri));
    expect(error?.message).not.toMatch(/pw/);
  });

  it('are not paths', () => {
    expect(['/a', 'a/https://b', 'file:///a', 's3', 'c:/a'].some(isRemote)).toBe(false);
  });

  it('a key is as it is written', () => {
    expect(s3Address('s3://bucket/a%20b//c?d#e')).toEqual({ bucket: 'bucket', key: 'a%20b//c?d#e' });
  });
});
