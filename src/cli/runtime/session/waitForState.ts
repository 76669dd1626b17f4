import { printError } from '../../text/print.js';
import { createPatience, type Patience } from '../../../adapters/shared/patience.js';
import type { Milliseconds } from '../../../domain/units.js';
import { openState, type Access, type State, type StateOptions } from '../wiring/openState.js';

export interface WaitOptions extends StateOptions {
  /** Ends the waiting for the opening. */
  readonly signal?: AbortSignal;
}

/** How long a command that a person waits for lets others hold the database. */
const aMoment: Milliseconds = 30_000;

/** Opens a data folder; while its database is held by others it waits, as its ports do afterwards: 30 s unless told otherwise. */
export function waitForState(
  root: string,
  access: Access,
  { signal, patience = shortPatience(), ...options }: WaitOptions = {},
): Promise<State> {
  return patience.through(() => openState(root, access, { ...options, patience }), signal);
}

const shortPatience = (): Patience =>
  createPatience({
    limit: aMoment,
    onWaiting: ({ message }) => printError(`${message} Waiting for it …\n`),
  });
