import type { Log } from '../../../ports/log.js';

/** The topics between a song and its clips, each with the group that works on it, upstream first. */
const halves = [
  ['identify', 'tracks'],
  ['ingest', 'works'],
] as const;

/** Is there a message of a publisher that was not identified yet? */
export const doMessagesWait = (log: Pick<Log, 'waits'>): Promise<boolean> =>
  log.waits('identify', ['tracks']);

/** Is there a sound that is not worked on yet, or whose work goes on? */
export const doesWorkWait = (log: Pick<Log, 'waits'>): Promise<boolean> => log.waits('ingest', ['works']);

/** Is there a song that is not worked on yet, or whose work goes on? */
export async function doSongsWait(log: Pick<Log, 'waits'>): Promise<boolean> {
  return (await doMessagesWait(log)) || doesWorkWait(log);
}

/** About how many songs wait. */
export async function songsWaiting(log: Pick<Log, 'lag'>): Promise<number> {
  let count = 0;
  for (const [group, topic] of halves) for (const { lag } of await log.lag(group, [topic])) count += lag;
  return count;
}
