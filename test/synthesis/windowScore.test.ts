import { expect, it } from 'vitest';
import { scoreWindows } from '../../src/synthesis/scoreWindows.js';
import { windowScore } from '../../src/synthesis/windowScore.js';
import { chords, drums, lead, scoreOf, ticksPerBeat } from './madeScore.js';

const bar = 4 * ticksPerBeat;

it('begins with the programs, controllers and bends of the moment', () => {
  const tune = lead(40);
  const told = {
    ...tune,
    events: [
      { kind: 'controller', at: 0, controller: 7, value: 40 } as const,
      { kind: 'controller', at: 10 * bar, controller: 7, value: 80 } as const,
      { kind: 'program', at: 12 * bar, program: 56 } as const,
      { kind: 'controller', at: 17 * bar, controller: 10, value: 20 } as const,
      ...tune.events,
    ].toSorted((a, b) => a.at - b.at),
  };
  const score = scoreOf([told, chords(40), drums(40)], 40, { tempi: [{ at: 0, bpm: 100 }] });
  const window = scoreWindows(score)[1];
  const made = windowScore(score, window, [window.parts.lead]);
  expect([made.end, made.tempi]).toEqual([16 * bar, [{ at: 0, bpm: 100 }]]);
  const { events } = made.parts[0];
  expect(events.filter(({ kind }) => kind !== 'note')).toEqual([
    { kind: 'controller', at: 0, controller: 7, value: 80 },
    { kind: 'program', at: 0, program: 56 },
    { kind: 'controller', at: bar, controller: 10, value: 20 },
  ]);
  expect(events.filter(({ kind }) => kind === 'note')).toHaveLength(64);
});
