import { describe, expect, it } from 'vitest';
import { stemsIn } from '../../../src/cli/songs/stemsIn.js';

describe('stemsIn', () => {
  it('is a track where two stems or more lie together', () => {
    expect(stemsIn('/m', ['Vocals.WAV', 'drums.flac', 'song.mp3'])).toEqual({
      stems: { vocals: '/m/Vocals.WAV', drums: '/m/drums.flac' },
      belongs: new Set(['Vocals.WAV', 'drums.flac']),
    });
    expect(stemsIn('/m', ['vocals.wav', 'song.mp3'])).toBeUndefined();
    expect(stemsIn('/m', ['vocals.wav', 'vocals.mp3'])).toBeUndefined();
    expect(stemsIn('/m', ['vocals 2.wav', 'drums-old.wav'])).toBeUndefined();
  });

  it('takes the best of several files of one stem, the others belong to it', () => {
    const found = stemsIn('/m', ['bass.mp3', 'bass.flac', 'bass.ogg', 'other.ogg']);
    expect(found?.stems).toEqual({ bass: '/m/bass.flac', other: '/m/other.ogg' });
    expect(found?.belongs).toEqual(new Set(['bass.mp3', 'bass.flac', 'bass.ogg', 'other.ogg']));
  });

  it('takes a harmony in one file for other, unless its parts are there', () => {
    expect(stemsIn('/m', ['vocals.wav', 'harmonic.wav'])?.stems).toEqual({
      vocals: '/m/vocals.wav',
      other: '/m/harmonic.wav',
    });
    expect(stemsIn('/m', ['vocals.wav', 'bass.wav', 'harmonic.wav'])?.stems).toEqual({
      vocals: '/m/vocals.wav',
      bass: '/m/bass.wav',
    });
    // As the parts of a mashup are named: a folder of those is no song.
    expect(stemsIn('/m', ['vocal.flac', 'harmonic.flac', 'percussion.flac', 'mix.flac'])).toBeUndefined();
  });

  it('counts sums of stems as part of the track', () => {
    const sums = ['mix.wav', 'Mixture.wav', 'accompaniment.wav', 'instrumental.mp3'];
    expect(stemsIn('/m', [...sums, 'vocals.wav', 'drums.wav'])?.belongs).toEqual(
      new Set([...sums, 'vocals.wav', 'drums.wav']),
    );
    expect(stemsIn('/m', sums)).toBeUndefined();
  });
});
