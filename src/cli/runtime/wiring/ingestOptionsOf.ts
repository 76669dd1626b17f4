import type { Config } from '../../../config.js';
import { featuresVersion } from '../../../domain/featuresVersion.js';
import type { StageObserver } from '../../../metrics.js';
import type { IngestOptions } from '../../../topologies/ingest.js';
import type { State } from './openState.js';
import type { Tools } from './openTools.js';

/** The ingest topology's options as configured. */
export const ingestOptionsOf = (
  config: Config,
  state: State,
  tools: Tools,
  observer: StageObserver,
): IngestOptions => ({
  observer,
  clock: state.clock,
  concurrency: config.concurrency,
  catalogue: state.catalogue,
  blobs: state.blobs,
  workspaces: state.workspaces,
  ...tools,
  maxDuration: config.maxDuration,
  clipsPerTrack: config.clipsPerTrack,
  featuresVersion,
});
