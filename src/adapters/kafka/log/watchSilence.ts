import type { Milliseconds } from '../../../domain/units.js';
import { PipelineError } from '../../../errors.js';
import type { Clock } from '../../../ports/clock.js';
import type { Patience } from '../../shared/patience.js';
import { kafkaName, type KafkaOptions } from '../client/kafkaOptions.js';

export interface SilenceOptions {
  readonly kafka: KafkaOptions;
  readonly patience: Patience;
  readonly clock: Clock;
  /** Who waits, for the message. */
  readonly what: string;
  /** Is there a good reason for the silence: nothing is due, and the cluster answers others? Left out: never. */
  readonly isInOrder?: () => Promise<boolean>;
}

export interface Silence {
  /** Aborted when it stops. */
  readonly signal: AbortSignal;
  begin(): void;
  /** The cluster has answered. */
  heard(): void;
  stop(): void;
}

const worried: Milliseconds = 5000;

/** kafkajs waits for its cluster without a word: when that lasts, patience is told of it, until the cluster answers again. */
export function watchSilence({ kafka, patience, clock, what, isInOrder }: SilenceOptions): Silence {
  const stopped = new AbortController();
  let heardAt = 0;
  let waiting = false;
  let stopTimer: (() => void) | undefined;
  const silent = (): boolean => clock.now() - heardAt > worried;
  const answered = async (): Promise<void> => {
    if (silent() && !(await isInOrder?.()) && silent())
      throw new PipelineError(
        'unavailable',
        `${kafkaName(kafka)} does not answer (${what}). Is it running?`,
        {
          retryable: true,
          context: { away: kafkaName(kafka) },
        },
      );
  };
  const look = (): void => {
    if (waiting || !silent()) return;
    waiting = true;
    // Without a limit: it ends when the cluster answers, or when it is stopped.
    const over = (): void => void (waiting = false);
    patience.through(answered, stopped.signal).then(over, over);
  };
  return {
    signal: stopped.signal,
    begin() {
      heardAt = clock.now();
      stopTimer = clock.every(1000, look);
    },
    heard: () => void (heardAt = clock.now()),
    stop() {
      stopTimer?.();
      stopped.abort();
    },
  };
}
