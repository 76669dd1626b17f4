import type { PartitionAssigner } from 'kafkajs';
import { PipelineError } from '../../../errors.js';
import { stickyAssigner, type StickyOptions } from './stickyAssigner.js';

export interface JoinCounter {
  readonly assigner: PartitionAssigner;
  readonly sinceLast: () => number;
  restart(): void;
}

export interface JoinCounterOptions extends Pick<StickyOptions, 'owned' | 'onCluster'> {
  readonly isClosing: () => boolean;
  readonly onJoins: () => void;
}

/**
 * Counts attempts to join, by the description of itself that a member sends with each. More than one before it has joined means that the
 * group may have been without it in between, with other owners. Who is to leave joins no more: kafkajs cannot be stopped while it tries.
 */
export function joinCounter({ owned, isClosing, onJoins, onCluster }: JoinCounterOptions): JoinCounter {
  let attempts = 0;
  const onProtocol = (): void => {
    if (isClosing()) throw new PipelineError('aborted', 'Joining the group was stopped.');
    attempts += 1;
    onJoins();
  };
  return {
    assigner: stickyAssigner({ owned, onProtocol, onCluster }),
    sinceLast: () => attempts,
    restart: () => (attempts = 0),
  };
}
