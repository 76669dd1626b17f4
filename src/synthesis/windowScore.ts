import type { ScoreEvent, Score, ScorePart } from '../domain/music/score.js';
import { isNote } from '../domain/music/score.js';
import type { ScoreWindow } from './scoreWindows.js';
import type { WindowPart } from './windowPart.js';

/** A window of some parts as a score of its own, that begins as they stood: with the programs, controllers and bends of the moment. */
export function windowScore(
  { ticksPerBeat }: Pick<Score, 'ticksPerBeat'>,
  { from, to, bpm }: ScoreWindow,
  parts: readonly WindowPart[],
): Score {
  return {
    ticksPerBeat,
    parts: parts.map(({ part, notes }): ScorePart => {
      const rest = part.events.filter((event) => !isNote(event));
      const events = [
        ...standing(rest.filter(({ at }) => at <= from)),
        ...rest.filter(({ at }) => at > from && at < to).map((event) => ({ ...event, at: event.at - from })),
        ...notes,
      ];
      return { ...part, events: events.toSorted((a, b) => a.at - b.at) };
    }),
    tempi: [{ at: 0, bpm }],
    meters: [],
    end: to - from,
  };
}

/** The last word on each thing, as of the beginning. */
function standing(events: readonly ScoreEvent[]): readonly ScoreEvent[] {
  const last = new Map<string, ScoreEvent>();
  for (const event of events)
    last.set(event.kind === 'controller' ? `controller ${event.controller}` : event.kind, {
      ...event,
      at: 0,
    });
  return [...last.values()];
}
