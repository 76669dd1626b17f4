import { PipelineError } from '../../errors.js';
import type { ResultRow } from '../results/rows/resultRow.js';
import { moveOlder, type WhichHeld } from './moveOlder.js';
import { olderFolder } from './olderFolder.js';
import { pageName, writePage } from './page/writePage.js';
import { playlistName, writePlaylist } from './writePlaylist.js';

export interface Arrangement {
  readonly rows: readonly ResultRow[];
  /** Undefined after a run that did not rank everything: nothing is moved. */
  readonly held: WhichHeld | undefined;
}

/**
 * Puts the folder of results in order after a run: what no ranking holds any more goes to `older`, the list of what is current and
 * the page of all are written. Resolves to what a person should know; that something did not go does not undo the run.
 */
export async function arrangeOut(out: string, { rows, held }: Arrangement): Promise<readonly string[]> {
  const remarks: string[] = [];
  const trying = async (what: string, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => {
      remarks.push(`${what}: ${PipelineError.from(error).message}`);
    });
  if (held)
    await trying(`Moving older mashups to ${olderFolder(out)}`, async () => {
      const { length } = await moveOlder(out, held);
      const many = length === 1 ? '1 mashup that no ranking holds' : `${length} mashups that no ranking holds`;
      if (length > 0) remarks.push(`${many} any more moved to ${olderFolder(out)}`);
    });
  await trying(`Writing ${playlistName} in ${out}`, () => writePlaylist(out, rows));
  const now = rows.flatMap(({ path }) => path ?? []);
  await trying(`Writing ${pageName} in ${out}`, () => writePage(out, now));
  return remarks;
}
