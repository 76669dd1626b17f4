import { describe, expect, it } from 'vitest';
import { remarksOn, type Catalogued } from '../../../../src/cli/results/remarks/remarksOn.js';
import type { Clip } from '../../../../src/domain/clip.js';
import type { Ranking } from '../../../../src/domain/mashup.js';
import type { TrackRecord } from '../../../../src/ports/trackRecord.js';
import { clipOf, type ClipShape } from '../../../support/clips.js';

const trackOf = (title: string, clips: readonly Clip[], notes: readonly string[] = []): TrackRecord => ({
  trackId: title,
  publications: [],
  regions: [],
  source: { title, uri: `/music/${title}.mp3` },
  given: {},
  complete: true,
  clipIds: clips.map(({ clipId }) => clipId),
  notes,
});
const rankingOf = (seedClipId: string, mashups: Ranking['mashups'] = []): Ranking => ({
  schema: 1,
  seedClipId,
  seedTrackId: 't',
  scorer: { name: 'amu', version: '1' },
  revision: 1,
  runSeed: '1',
  mashups,
});
const remarks = (tracks: readonly TrackRecord[], clips: readonly Clip[], more: Partial<Catalogued> = {}) =>
  remarksOn({
    tracks,
    rankings: [],
    useDoubtful: false,
    rule: { maxShift: 3, maxStretch: 0.12 },
    selection: { vocal: [], exclude: [] },
    clips: new Map(clips.map((clip) => [clip.clipId, clip])),
    ...more,
  });

const never = (): never => {
  throw new Error('no voice');
};

describe('remarksOn', () => {
  it('passes on what was noted of a song, on one line', () => {
    const clip = clipOf('a');
    expect(remarks([trackOf('new\nline', [clip], ['only a part was used'])], [clip])).toEqual([
      'new line: only a part was used',
    ]);
  });

  it('says that no voice was found only where no clip has one', () => {
    const [sung, played] = [clipOf('a'), clipOf('b', { vocal: false })];
    expect(remarks([trackOf('both', [sung, played])], [sung, played])).toEqual([]);
    expect(remarks([trackOf('none', [played])], [played])).toEqual([
      'none: no voice was found: it serves as accompaniment only',
    ]);
  });

  it('says which voices are not taken unless named, and does not look for their partners', () => {
    const clips = [clipOf('a', { sungShare: 0.41 }), clipOf('b', { sungShare: 0.6 })];
    const rankings = [rankingOf('a')];
    expect(remarks([trackOf('song', clips)], clips, { rankings })).toEqual([
      'song: 1 of its 2 voices not taken unless it is named (--vocal): it sings in 41 % of its bars',
    ]);
    const faint: Clip = { ...clips[1], voice: { ...(clips[1].voice ?? never()), gain: 12.6 } };
    expect(remarks([trackOf('song', [faint])], [faint])[0]).toMatch(/its voice is not taken .* by 13 dB/);
    const selection = { vocal: ['song'], exclude: [] };
    expect(remarks([trackOf('song', clips)], clips, { selection })).toEqual([]);
  });

  it('says once a song why it is not used, with advice where there is any', () => {
    const doubtful = [clipOf('a', { trusted: false }), clipOf('b', { trusted: false })];
    expect(remarks([trackOf('doubtful', doubtful)], doubtful)).toEqual([
      expect.stringMatching(/^doubtful: not used \(weak-beats\); correct it by a sidecar/),
    ]);
    const short: Clip = { ...clipOf('c'), trusted: false, doubts: ['short'] };
    expect(remarks([trackOf('brief', [short])], [short])).toEqual([
      'brief: not used (short): too few whole bars lie in it',
    ]);
  });

  it('says how many of its clips are not used where the others are', () => {
    const clips = [clipOf('a'), clipOf('b', { trusted: false })];
    expect(remarks([trackOf('half', clips)], clips)).toEqual([
      expect.stringMatching(/^half: 1 of its 2 clips not used \(weak-beats\); correct it by a sidecar/),
    ]);
  });

  it('does not call unused what doubtful clips were asked for, unless nobody knows its bars', () => {
    const doubtful = clipOf('a', { trusted: false });
    expect(remarks([trackOf('used', [doubtful])], [doubtful], { useDoubtful: true })).toEqual([]);
    const barless: Clip = {
      ...doubtful,
      doubts: ['unknown-meter'],
      grid: { ...doubtful.grid, meter: null },
    };
    expect(remarks([trackOf('barless', [barless])], [barless], { useDoubtful: true })).toEqual([
      'barless: not used (unknown-meter); correct it by a sidecar file',
    ]);
  });

  it('names voices without a partner', () => {
    const clip = clipOf('a', { bpm: 90 });
    const tracks = [trackOf('lonely', [clip])];
    expect(remarks(tracks, [clip], { rankings: [rankingOf('a')] })).toEqual([
      expect.stringMatching(/^lonely: no partner .*90 bpm/),
    ]);
    expect(remarks(tracks, [clip])).toEqual([]);
  });

  it.each<[string, ClipShape, RegExp]>([
    ['too far in key', { bpm: 90, tonic: 5 }, /\(90 bpm\); the nearest: Fantasma is 2 semitones too far$/],
    ['by one', { bpm: 90, tonic: 4 }, /the nearest: Fantasma is 1 semitone too far$/],
    [
      'too slow or fast',
      { bpm: 90 / 1.17 },
      /the nearest: Fantasma would need a stretch of 17 % where 12 % are allowed$/,
    ],
    ['hardly too fast', { bpm: 90 / 1.123 }, /a stretch of 12\.3 % where 12 % are allowed$/],
    [
      'both',
      { bpm: 180, tonic: 6 },
      /Fantasma is 3 semitones too far and would need a stretch of 50 % where 12 % are allowed$/,
    ],
    ['of another meter', { bpm: 90, meter: 3 }, /the nearest: Fantasma has 3 beats in a bar$/],
  ])('names who came nearest: %s', (_, shape, text) => {
    const clip = clipOf('a', { bpm: 90 });
    const other = clipOf('b', { ...shape, title: 'Fantasma' });
    expect(remarks([trackOf('lonely', [clip])], [clip, other], { rankings: [rankingOf('a')] })).toEqual([
      expect.stringMatching(text),
    ]);
  });

  it('does not name one that is left out or not used, and says where nobody else is there', () => {
    const clip = clipOf('a', { bpm: 90 });
    const [near, far] = [
      { title: 'Near', tonic: 4 },
      { title: 'Far', tonic: 6 },
    ];
    const others = [clipOf('b', { ...near, bpm: 90 }), clipOf('c', { ...far, bpm: 90 })];
    const rankings = [rankingOf('a')];
    const said = (all: readonly Clip[], more: Partial<Catalogued> = {}) =>
      remarks([trackOf('lonely', [clip])], all, { rankings, ...more })[0];
    expect(said([clip, ...others])).toMatch(/the nearest: Near/);
    const selection = { vocal: [], exclude: ['near'] };
    expect(said([clip, ...others], { selection })).toMatch(/the nearest: Far/);
    const doubtful = { ...others[0], trusted: false };
    expect(said([clip, doubtful, others[1]])).toMatch(/the nearest: Far/);
    expect(said([clip])).toBe('lonely: no partner for its voice (90 bpm): no other song has parts for it');
    // Somebody fits, but all that was ranked is gone or left out.
    expect(said([clip, clipOf('d', { bpm: 90 })])).toMatch(/none of the mashups ranked for its voice/);
  });

  it('says of a voice that is alone beside one that is not, that it is one of them', () => {
    const clips = [clipOf('a', { bpm: 90 }), clipOf('b', { bpm: 120 })];
    const tracks = [trackOf('two', clips)];
    expect(remarks(tracks, clips, { rankings: [rankingOf('a')] })[0]).toMatch(
      /^two: no partner .*for 1 of its 2 voices \(90 bpm\)/,
    );
    expect(remarks(tracks, clips, { rankings: [rankingOf('a'), rankingOf('b')] })).toEqual([
      expect.stringMatching(/for its voice \(90 and 120 bpm\)/),
    ]);
  });

  it('does not say that no voice was found where a person has ruled it out', () => {
    const clip = clipOf('a', { vocal: false });
    const track = trackOf('band', [clip]);
    expect(remarks([track], [clip])).toHaveLength(1);
    expect(remarks([{ ...track, given: { exclude: ['vocal'] } }], [clip])).toEqual([]);
  });
});

describe('remarks on one song', () => {
  const states = ['used', 'doubtful'] as const;
  const kinds = states.flatMap((state) =>
    ([true, false] as const).flatMap((vocal) =>
      ([true, false] as const).map((lonely) => ({ trusted: state === 'used', vocal, lonely })),
    ),
  );
  const songs = kinds.flatMap((first) => [[first], ...kinds.map((second) => [first, second])]);

  it.each(songs.map((shapes) => [JSON.stringify(shapes), shapes] as const))(
    'do not contradict each other: %s',
    (_, shapes) => {
      const clips = shapes.map(({ trusted, vocal }, i) => clipOf(`c${i}`, { trusted, vocal, trackId: 't' }));
      const rankings = shapes.flatMap(({ lonely }, i) => (lonely ? [rankingOf(`c${i}`)] : []));
      const said = remarks([trackOf('t', clips)], clips, { rankings });
      const about = (what: RegExp): boolean => said.some((remark) => what.test(remark));
      const used = shapes.filter(({ trusted }) => trusted);
      expect(about(/: not used/)).toBe(used.length === 0);
      expect(about(/clips not used/)).toBe(used.length > 0 && used.length < shapes.length);
      expect(about(/no voice was found/)).toBe(used.length > 0 && shapes.every(({ vocal }) => !vocal));
      expect(about(/no partner/)).toBe(used.some(({ vocal, lonely }) => vocal && lonely));
      // Nothing is said twice of one thing.
      const voices = used.filter(({ vocal }) => vocal);
      expect(about(/of its \d voices/)).toBe(
        voices.some(({ lonely }) => lonely) && voices.some(({ lonely }) => !lonely),
      );
      expect(said.length).toBeLessThanOrEqual(2);
    },
  );
});
