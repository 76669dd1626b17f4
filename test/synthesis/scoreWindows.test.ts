import { describe, expect, it } from 'vitest';
import { scoreWindows } from '../../src/synthesis/scoreWindows.js';
import { bass, chords, drums, lead, note, part, scoreOf, ticksPerBeat, whole } from './madeScore.js';

const bar = 4 * ticksPerBeat;
const places = (score: Parameters<typeof scoreWindows>[0]) =>
  scoreWindows(score).map(({ firstBar, bars }) => [firstBar, bars]);

describe('scoreWindows', () => {
  it('takes windows of the unit of comparison that do not overlap', () => {
    expect(places(whole(40))).toEqual([
      [0, 16],
      [16, 16],
    ]);
  });

  it.each([
    [60, 8],
    [170, 24],
  ])('at %i bpm they have %i bars', (bpm, bars) => {
    const score = { ...whole(24), tempi: [{ at: 0, bpm }] };
    expect(places(score)[0]).toEqual([0, bars]);
  });

  it('begins where all roles sound', () => {
    const late = drums(40);
    const score = scoreOf(
      [lead(40), chords(40), { ...late, events: late.events.filter(({ at }) => at >= 20 * bar) }],
      40,
    );
    // Three bars of four are enough, but a fuller window is taken first.
    expect(places(score)).toEqual([[20, 16]]);
  });

  it.each([
    ['drums', [lead(16), chords(16)]],
    ['harmony', [lead(16), drums(16)]],
    ['a lead', [chords(16), bass(16), drums(16)]],
  ])('finds none without %s', (_, parts) => {
    expect(places(scoreOf(parts, 16))).toEqual([]);
  });

  it('finds none over a change of tempo or in another meter; a tempo that hardly moves is one', () => {
    const tempi = (second: number) => [
      { at: 0, bpm: 120 },
      { at: 8 * bar, bpm: second },
    ];
    expect(places({ ...whole(16), tempi: tempi(125) })).toEqual([]);
    expect(places({ ...whole(16), tempi: tempi(120.05) })).toEqual([[0, 16]]);
    expect(places({ ...whole(16), meters: [{ at: 0, beats: 3, unit: 4 }] })).toEqual([]);
  });

  it('tells bass, harmony and lead apart', () => {
    const [{ parts }] = scoreWindows(whole(16));
    const names = (list: readonly { readonly part: { readonly name: string } }[]) =>
      list.map((each) => each.part.name);
    expect(names([parts.lead])).toEqual(['tune']);
    expect([names(parts.bass), names(parts.other), names(parts.drums)]).toEqual([
      ['low'],
      ['chords'],
      ['kit'],
    ]);
  });

  it('leaves out what doubles or echoes the lead: by it anybody would know whose harmony it is', () => {
    const tune = lead(16);
    const moved = (name: string, channel: number, by: number, up: number) =>
      part(
        name,
        channel,
        tune.events.flatMap((event) =>
          event.kind === 'note' ? [note(event.at + by, event.pitch + up)] : [],
        ),
      );
    const score = scoreOf(
      [
        tune,
        chords(16),
        drums(16),
        moved('octave', 4, 0, -12),
        moved('echo', 5, 36, 0),
        moved('thirds', 6, 0, -4),
      ],
      16,
    );
    const [{ parts }] = scoreWindows(score);
    expect(parts.lead.part.name).toBe('tune');
    expect(parts.other.map((each) => each.part.name)).toEqual(['chords', 'thirds']);
  });

  it('keeps a chord that sounds into the window, and no drum that was struck before', () => {
    const held = part('pad', 3, [note(0, 60, 40 * bar), note(0, 64, 40 * bar), note(0, 67, 40 * bar)]);
    const [, second] = scoreWindows(scoreOf([lead(40), held, drums(40)], 40));
    expect(second.parts.other[0].notes.map(({ at, duration }) => [at, duration])).toEqual(
      Array.from({ length: 3 }, () => [0, 16 * bar]),
    );
    expect(second.parts.drums[0].notes[0]).toMatchObject({ at: 0, duration: 24 });
  });
});
