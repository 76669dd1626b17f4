import type { PipelineError } from '../../errors.js';
import type { Delivery } from './delivery.js';

/** A value on its way, with the key that orders it and the delivery it came from. */
export interface Message<A> {
  readonly kind: 'message';
  readonly key: string;
  readonly value: A;
  readonly delivery: Delivery;
}

/** A message that could not be processed; it passes through the stages that follow, to the dead letters. */
export interface Failure {
  readonly kind: 'failure';
  readonly key: string;
  readonly stage: string;
  readonly error: PipelineError;
  readonly delivery: Delivery;
}

export type Outcome<A> = Message<A> | Failure;
