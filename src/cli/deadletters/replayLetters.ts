import type { Log } from '../../ports/log.js';
import type { WholeLetter } from './letterBatches.js';
import { originalOf, refusalOf, supersededBy } from './originalOf.js';

/** What became of a dead letter that was to be put back. */
export interface Replay {
  readonly letter: WholeLetter['letter'];
  /** superseded: a later message of its key says what holds now. */
  readonly outcome: 'replayed' | 'superseded' | 'refused';
  /** Why not. */
  readonly reason?: string;
}

export interface ReplayOptions {
  /** Nothing is written. */
  readonly dryRun: boolean;
  /** Put back what is superseded, too. */
  readonly force: boolean;
}

/**
 * Puts the originals of dead letters back on their topics, in order, and tells of each letter what became of it. `seen` holds the places of originals that
 * were put back: a record that was given up twice is put back once. Doing it again is harmless.
 */
export async function replayLetters(
  log: Pick<Log, 'append' | 'newestOf'>,
  letters: readonly WholeLetter[],
  { dryRun, force, seen }: ReplayOptions & { readonly seen: Set<string> },
): Promise<readonly Replay[]> {
  const replays = new Map<WholeLetter, Replay>();
  for (const each of letters) {
    const reason = refusalOf(each);
    if (reason !== undefined) replays.set(each, { letter: each.letter, outcome: 'refused', reason });
  }
  const sound = letters.filter((each) => !replays.has(each));
  for (const topic of new Set(sound.flatMap(({ letter }) => letter.topic ?? []))) {
    const ofTopic = sound.filter(({ letter }) => letter.topic === topic);
    const later = force ? new Map<WholeLetter, string>() : await supersededBy(log, ofTopic);
    const due = ofTopic.filter((each) => !later.has(each) && !seen.has(each.letter.place));
    const once = [...new Map(due.map((each) => [each.letter.place, each])).values()];
    if (!dryRun)
      await log.append(
        topic,
        once.map(({ record }) => originalOf(record)),
      );
    for (const each of once) {
      seen.add(each.letter.place);
      replays.set(each, { letter: each.letter, outcome: 'replayed' });
    }
    for (const [each, place] of later)
      replays.set(each, {
        ...{ letter: each.letter, outcome: 'superseded' },
        reason: `a later message of its key lies at ${place}`,
      });
  }
  return letters.flatMap((each) => replays.get(each) ?? []);
}
