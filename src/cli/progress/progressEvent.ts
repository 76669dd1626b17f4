/** News of one track (or mashup) in one stage. Stage `track`, kind `done`: nothing more comes of it. */
export interface ProgressEvent {
  readonly trackKey: string;
  readonly title: string;
  readonly stage: string;
  readonly kind: 'started' | 'progress' | 'done' | 'failed';
  /** With `progress`: 0 … 1 of the stage. */
  readonly fraction?: number;
  /** With `failed`: the reason. */
  readonly message?: string;
}
