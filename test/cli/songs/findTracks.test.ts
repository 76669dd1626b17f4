import { describe, expect, it } from 'vitest';
import { findTracks } from '../../../src/cli/songs/findTracks.js';
import { publisherId } from '../../../src/cli/songs/publisherId.js';
import type { PublishedTrack } from '../../../src/cli/songs/publishedTracks.js';
import type { Credits } from '../../../src/domain/track.js';

const track = (key: string, trackId?: string, credits: Credits = {}): PublishedTrack => ({
  key,
  trackId,
  name: credits.title ?? key,
  source: { uri: key, ...credits },
});
const tracks = [
  track(publisherId('/music/a/one.mp3'), 't1', { title: 'One', artist: 'Ann' }),
  track(publisherId('/music/a/two.mp3'), 't2', { title: 'Two', artist: 'Ann' }),
  track(publisherId('/music/ab/three.mp3'), undefined, { title: 'Three' }),
  track('copy of one', 't1', { title: 'One', artist: 'Ann' }),
  track('one', 't4', { title: 'Other' }),
];
const found = (...words: string[]): string[] => findTracks(words, tracks).map(({ key }) => key);
const [one, two, three] = tracks.map(({ key }) => key);

describe('findTracks', () => {
  it('takes a publisher’s id or path as it is, before anything that only contains it', () => {
    expect(found('one')).toEqual(['one']);
    expect(found('/music/a/one.mp3')).toEqual([one]);
    expect(found(one)).toEqual([one]);
  });

  it('takes a track’s id for all its names', () => {
    expect(found('t1')).toEqual([one, 'copy of one']);
  });

  it('takes a folder for all below it, not for folders whose names begin the same', () => {
    expect(found('/music/a')).toEqual([one, two]);
    expect(found('/music/a/')).toEqual([one, two]);
    expect(found('/music')).toEqual([one, two, three]);
  });

  it('takes words that only one recording has, under all its names', () => {
    expect(found('TWO')).toEqual([two]);
    expect(found('three')).toEqual([three]);
    expect(found('copy of')).toEqual(['copy of one']);
  });

  it('reads addresses as paths', () => {
    const named = [track(publisherId('/music/My Song é.mp3'))];
    expect(findTracks(['my song é'], named)).toEqual(named);
    expect(findTracks(['My%20Song'], named)).toEqual(named);
  });

  it('names each once, though several words mean it', () => {
    expect(found('two', '/music/a/two.mp3')).toEqual([two]);
  });

  it('refuses words of several recordings or none, all of them at once, and lists what they may mean', () => {
    const refusal = (): unknown => findTracks(['ann', 'nobody', 'two'], tracks);
    expect(refusal).toThrow(expect.objectContaining({ code: 'bad-config' }));
    expect(refusal).toThrow(/2 problems/);
    expect(refusal).toThrow(/"ann" may be any of these[^]*One: file:[^]*Two: file:/);
    expect(refusal).toThrow(/nothing here is called "nobody"/);
  });
});
