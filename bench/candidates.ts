import { pathToFileURL } from 'node:url';
import { widths, type MixNetOptions } from '../src/model/networks/mixBlocks.js';
import type { BenchRow } from './benchRow.js';
import { leastInTurns } from './leastInTurns.js';
import { candidates, mixPieces, opened, type MixPieces } from './mixPieces.js';
import type { Spent } from './spent.js';

/** Of a clip: the voice, the harmony at seven shifts, the drums. */
const variants = 9;
/** What a search judges of one voice: K best parts of each role, harmonies at seven shifts. */
const [best, shifts] = [16, 7];

async function leastOf(pieces: MixPieces, rounds: number): Promise<Readonly<Record<keyof MixPieces, Spent>>> {
  const whole = await opened(pieces.whole);
  const projection = await opened(pieces.projection);
  const head = await opened(pieces.head);
  const bare = await opened(pieces.bare);
  const turns = { whole, projection, head: { ...head, calls: 8 }, bare: { ...bare, calls: 8 } };
  const least = await leastInTurns(turns, rounds);
  for (const each of [whole, projection, head, bare]) await each.close();
  return least;
}

/** What candidates cost: PreMixNet's head on projections of 16 bits, against the whole network and against the one convolution that is most of it. */
export async function candidatesBench(
  some: readonly MixNetOptions['width'][] = [1 / 4, 1],
  rounds = 6,
): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  for (const width of some) {
    const { whole, projection, head, bare } = await leastOf(mixPieces({ width }), rounds);
    const row = (name: string, value: number, unit: string): void => {
      found.push({ name: `width ${width}: ${name}`, value, unit });
    };
    row('whole network', 1000 / whole.wall, 'candidates/s');
    row('projections', 1000 / projection.wall, 'stem variants/s');
    row('head, 16 at a time', (1000 * candidates) / head.wall, 'candidates/s');
    row('bare 3 × 1 convolution, 16 at a time', (1000 * candidates) / bare.wall, 'candidates/s');
    for (const [by, kind] of [
      ['clock', 'wall'],
      ['processor time', 'cpu'],
    ] as const) {
      const [one, each] = [whole[kind], head[kind] / candidates];
      row(`head against whole, by ${by}`, one / each, '×');
      row(`head against bare convolution, by ${by}`, (100 * bare[kind]) / head[kind], '%');
      row(
        `nine projections of a clip pay from, by ${by}`,
        (variants * projection[kind]) / (one - each),
        'candidates',
      );
      const all = best * shifts * best;
      const parts = (1 + best * shifts + best) * projection[kind] + all * each;
      row(`one voice's ${all} candidates, nothing cached, by ${by}`, (all * one) / parts, '× the whole');
    }
  }
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const width = widths.find((each) => each === Number(process.argv[2]));
  console.table(await candidatesBench(width === undefined ? undefined : [width]));
}
