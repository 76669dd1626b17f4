import { printable } from '../../text/printable.js';

/** What became of one recording. */
export interface Removal {
  /** The publisher ids under which it was withdrawn. */
  readonly ids: readonly string[];
  readonly name: string;
  /** What went. */
  readonly clips: number;
  readonly rankings: number;
  readonly places: number;
  /** Ids under which it stays published, so that nothing went. */
  readonly others: readonly string[];
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** A line for each recording: what went, or why it stays; or JSON of types `removed` and `kept`. */
export function removedText(removals: readonly Removal[], json: boolean): string {
  const lines = removals.map(({ others, ...removal }) => {
    const kept = others.length > 0;
    if (json)
      return JSON.stringify(kept ? { type: 'kept', ...removal, others } : { type: 'removed', ...removal });
    const name = printable(removal.name);
    if (kept) return `kept: ${name}: its audio is also published as ${others.map(printable).join(', ')}`;
    const { clips, rankings, places } = removal;
    return `removed: ${name}: ${count(clips, 'clip')}, ${count(rankings, 'ranking')} of its own, ${count(places, 'mashup')} of other voices`;
  });
  return lines.map((line) => `${line}\n`).join('');
}
