import type { Config } from '../../../config.js';
import type { StageObserver } from '../../../metrics.js';
import type { RetrainObserver, RetrainOptions } from '../../../operators/retrain/retrainOptions.js';
import type { State } from '../wiring/openState.js';
import type { Retraining } from './openRetraining.js';

/** The network that is taught further. */
export const taughtModel = 'dualnet';

const hour = 3_600_000;

type Counted = Pick<RetrainOptions, 'observer' | 'clock' | 'modelName' | 'enoughSamples'>;

/** What counting samples needs, as configured. */
export const countOptionsOf = (
  { retrainSamples }: Config,
  { clock }: Pick<State, 'clock'>,
  observer: StageObserver,
): Counted => ({ observer, clock, modelName: taughtModel, enoughSamples: retrainSamples });

export interface Watching {
  readonly observer: StageObserver;
  readonly told: RetrainObserver;
}

/** The retraining topology's options as configured. */
export const retrainOptionsOf = (
  config: Config,
  state: State,
  { observer, told }: Watching,
  retraining: Retraining,
): RetrainOptions => ({
  ...countOptionsOf(config, state, observer),
  ...retraining,
  catalogue: state.catalogue,
  log: state.log,
  interval: config.retrainHours * hour,
  heldOut: config.retrainHeldOut,
  told,
});
