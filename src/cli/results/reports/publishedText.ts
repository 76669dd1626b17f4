import { trackTitle } from '../../runtime/session/trackTitle.js';
import type { Published } from '../../songs/publishSongs.js';
import { printable } from '../../text/printable.js';

export interface NotPublished {
  readonly path: string;
  readonly reason: string;
}

/** A line for each song, by its title where one is given: `queued`, `waiting` (it was queued before), `done` (nothing to do) or failed; or JSON of these types. */
export function publishedText(
  { keys, due, queued, titles }: Published,
  failed: readonly NotPublished[],
  json: boolean,
): string {
  const state = (id: string): string =>
    queued.includes(id) ? 'queued' : due.includes(id) ? 'waiting' : 'done';
  const objects = [
    ...keys.map((id) => ({ type: state(id), id, title: titles.get(id) })),
    ...failed.map((failure) => ({ type: 'failed', ...failure })),
  ];
  const lines = json
    ? objects.map((object) => JSON.stringify(object))
    : [
        ...keys.map((id) => `${state(id)}: ${printable(titles.get(id) ?? trackTitle(id))}`),
        ...failed.map(({ path, reason }) => `FAILED ${printable(path)}: ${printable(reason)}`),
      ];
  return lines.map((line) => `${line}\n`).join('');
}
