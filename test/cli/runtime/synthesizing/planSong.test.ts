import { describe, expect, it } from 'vitest';
import { compositionOf } from '../../../../src/cli/runtime/synthesizing/composition.js';
import { planSong } from '../../../../src/cli/runtime/synthesizing/planSong.js';
import type { Planning, SplitGroove } from '../../../../src/cli/runtime/synthesizing/planning.js';
import type { SungScore } from '../../../../src/domain/music/sungScore.js';
import { line, part, score, singing } from '../../../synthesis/sung/sungScore.js';

const composition = compositionOf('/scores/songs/One song.mxl');
const planning: Planning = {
  ...{ out: '/out', windows: 2, seed: '1', version: 0, soundFonts: ['/a.sf2', '/b.sf2'] },
  ...{ licence: 'CC0', drumsLicence: 'CC BY 4.0', grooves: [] },
};
const groove: SplitGroove = {
  ...{ meter: 4, bpm: 100, beats: 128, split: composition.split },
  strokes: Array.from({ length: 128 }, (_, at) => ({ at, pitch: 36, velocity: 90 })),
};
const song = (more: Partial<SungScore> = {}): SungScore =>
  score([singing, part(0, ...line(48), ...line(52), ...line(55))], {
    tempi: [{ at: 0, bpm: 100 }],
    ...more,
  });

describe('planSong', () => {
  it('makes a window of sixteen bars with its truth beside it', () => {
    const [window, ...others] = planSong(song(), composition, planning);
    expect(others).toEqual([]);
    expect([window.folder, window.duration]).toEqual(['/out/songs_One_song_0', 38.4]);
    expect(window.stems.map(({ stem }) => stem)).toEqual(['vocals', 'bass', 'other']);
    const beats = Array.from({ length: 65 }, (_, i) => Number((0.6 * i).toFixed(6)));
    expect(window.mash).toEqual({
      ...{ title: 'One song (beat 1)', licence: 'CC0', bpm: 100, meter: 4 },
      ...{ beats, downbeats: beats.filter((_, i) => i % 4 === 0) },
      key: expect.stringMatching(/^(D major|B minor)$/) as string,
    });
    expect(window.song).toMatchObject({
      ...{ composition: 'songs/One song', split: composition.split, bars: 16, drums: 'none', doubled: 1 },
    });
  });

  it('borrows drums of its part of the data, and says whose', () => {
    const [window] = planSong(song(), composition, { ...planning, grooves: [groove] });
    expect(window.stems.map(({ stem }) => stem)).toContain('drums');
    expect(window.mash).toMatchObject({ licence: 'CC0; drums: CC BY 4.0' });
    expect(window.song).toMatchObject({ drums: 'paired' });
    const split = composition.split === 'train' ? 'test' : 'train';
    const [without] = planSong(song(), composition, { ...planning, grooves: [{ ...groove, split }] });
    expect(without.song).toMatchObject({ drums: 'none' });
  });

  it('is the same music by others in another version', () => {
    const [first] = planSong(song(), composition, planning);
    const [second] = planSong(song(), composition, { ...planning, version: 1 });
    expect(second.folder).toBe('/out/songs_One_song_0_v2');
    const singerOf = ({ stems }: typeof first) =>
      stems[0].source.kind === 'sung' ? stems[0].source.singer : undefined;
    expect(singerOf(second)).not.toEqual(singerOf(first));
    expect(second.stems.map(({ stem }) => stem)).toEqual(first.stems.map(({ stem }) => stem));
    expect(JSON.stringify(planSong(song(), composition, planning))).toBe(JSON.stringify([first]));
  });

  it('counts slow bars as they are compared: eight of them', () => {
    const windows = planSong(song({ tempi: [{ at: 0, bpm: 40 }] }), composition, planning);
    expect(windows.map(({ mash, song: facts }) => ({ ...mash, ...facts }))).toMatchObject([
      { bpm: 60, bars: 8, firstBeat: 0 },
      { bpm: 60, bars: 8, firstBeat: 32 },
    ]);
  });

  it('is nothing where nobody sings', () => {
    expect(planSong(score([part(0, ...line(60))]), composition, planning)).toEqual([]);
    const noKeys = song({ keys: [] });
    expect(planSong(noKeys, composition, planning)).toEqual([]);
  });
});
