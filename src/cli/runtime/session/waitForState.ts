import { printError } from '../../text/print.js';
import { createPatience, type Patience } from '../../../adapters/shared/patience.js';
import type { Config } from '../../../config.js';
import { isCluster } from '../wiring/clusterOptions.js';
import type { Milliseconds } from '../../../domain/units.js';
import { openState, type Access, type State, type StateOptions } from '../wiring/openState.js';

export interface WaitOptions extends StateOptions {
  /** Ends the waiting for the opening. */
  readonly signal?: AbortSignal;
  /** Told which server is asked for, each before it is. */
  readonly onReaching?: (server: string) => void;
}

/** How long a command that a person waits for lets others hold the database. */
const aMoment: Milliseconds = 30_000;

/** What is kept: on servers, where they are configured (all settings are needed then), else in a data folder. */
export type Kept = Pick<Config, 'data'> | Config;

/**
 * Opens what is kept. While that is away (a database that others hold, a server that is not there) it waits, as its ports do afterwards: 30 s
 * unless told otherwise.
 */
export function waitForState(
  kept: Kept,
  access: Access,
  { signal, patience = shortPatience(), onReaching, ...options }: WaitOptions = {},
): Promise<State> {
  const open = async (): Promise<State> => {
    if (!('kafkaBrokers' in kept) || !isCluster(kept))
      return openState(kept.data, access, { ...options, patience });
    // Its libraries take their time to load.
    const { openCluster } = await import('../wiring/openCluster.js');
    return openCluster(kept, { patience, ...(onReaching && { onReaching }) });
  };
  return patience.through(open, signal);
}

/** Of a command that a person waits for: it says what it waits for, and gives up. */
export const shortPatience = (): Patience =>
  createPatience({
    limit: aMoment,
    onWaiting: ({ message }) => printError(`${message} Waiting for it …\n`),
  });
