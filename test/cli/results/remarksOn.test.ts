import { describe, expect, it } from 'vitest';
import { remarksOn } from '../../../src/cli/results/remarksOn.js';
import type { Clip } from '../../../src/domain/clip.js';
import type { Ranking } from '../../../src/domain/mashup.js';
import type { TrackRecord } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';

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
const remarks = (
  tracks: readonly TrackRecord[],
  clips: readonly Clip[],
  { rankings = [], useDoubtful = false }: { rankings?: readonly Ranking[]; useDoubtful?: boolean } = {},
) => remarksOn({ tracks, rankings, useDoubtful, clips: new Map(clips.map((clip) => [clip.clipId, clip])) });

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
});
