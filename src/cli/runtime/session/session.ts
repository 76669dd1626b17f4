import type { PipelineLog } from '../../../adapters/pino/pipelineLog.js';
import type { Config } from '../../../config.js';
import type { FollowedTerms } from '../../../topologies/termsInForce.js';
import type { Place } from '../../../ports/log.js';
import type { Tally } from '../../tally.js';
import type { ProgressView } from '../../progress/progressView.js';
import type { Retraining } from '../retraining/openRetraining.js';
import type { Health } from '../wiring/openHealth.js';
import type { RunScorers } from '../models/openScorers.js';
import type { State } from '../wiring/openState.js';
import type { Tools } from '../wiring/openTools.js';
import type { TopologyName } from '../wiring/startPipeline.js';

/** What the user asked for. */
export interface SessionOptions {
  readonly config: Config;
  /** Folders and files. */
  readonly songs: readonly string[];
  readonly names: readonly TopologyName[];
  /** Go on until interrupted; else until all is done. */
  readonly forever: boolean;
  readonly json: boolean;
  /** Tell why each mashup scored as it did. */
  readonly explain?: boolean;
  /** Told what came of it, for the last line of JSON. */
  readonly count?: (tally: Tally) => void;
}

/** A run under way. */
export interface Session extends SessionOptions {
  readonly state: State;
  readonly tools: Tools;
  readonly scorers: Omit<RunScorers, 'close'>;
  readonly terms: Omit<FollowedTerms, 'close'>;
  /** What teaches models; undefined where `retrain` is not among the names, or cannot run here. */
  readonly retraining?: Retraining | undefined;
  readonly view: ProgressView;
  /** Where metrics and health are to be seen. */
  readonly health: Pick<Health, 'url' | 'serve'>;
  /** Left out: none is written. */
  readonly log?: PipelineLog | undefined;
  /** Where the dead letters ended when it began: what came since is of this run. */
  readonly begun: Place;
  /** Aborted by the first Ctrl-C: finish what is in hand. */
  readonly draining: AbortSignal;
  /** Aborted by the second: stop at once. */
  readonly stopped: AbortSignal;
}
