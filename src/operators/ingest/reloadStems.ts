import { lostBlob } from '../../domain/lostBlob.js';
import type { Workspaces } from '../../ports/workspace.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import { stemsFromStore, type StemStoreOptions } from './stemStore.js';
import type { CorrectedTrack, RegionStems, SeparatedTrack } from './trackWork.js';

export interface ReloadStemsOptions extends StageOptions, StemStoreOptions {
  readonly workspaces: Workspaces;
}

/** Brings the stored stems of a corrected track back for another analysis; nothing is separated again. */
export function reloadStems(options: ReloadStemsOptions): Stage<CorrectedTrack, SeparatedTrack> {
  return stage(
    'reload',
    { ...options, heavy: true, handsBack: true },
    async ({ record, clips }, { signal, defer }) => {
      const workspace = await options.workspaces.open('track');
      // What is left is cleared at the next start.
      defer(() => void workspace.dispose().catch(() => undefined));
      const regions: RegionStems[] = [];
      for (const clip of clips) {
        const { ordinal, region, stems: stored, separator } = clip;
        const job = { ordinal, region, stored, separator, workspace, signal };
        const reload = stemsFromStore(options, job);
        regions.push(
          await reload.catch((error: unknown) => {
            throw lostBlob(error, clip);
          }),
        );
      }
      return { record, workspace, regions };
    },
  );
}
