import { from, Observable, type ObservableInput, type OperatorFunction, Subscription } from 'rxjs';

export interface KeyedOptions<A> {
  /** Values of at most this many keys are in work at once. */
  readonly concurrency: number;
  readonly keyOf: (value: A) => string;
}

/** `mergeMap` that is serial within a key and parallel across keys; it queues what waits, so the source must be bounded. */
export function keyedMergeMap<A, B>(
  project: (value: A) => ObservableInput<B>,
  options: KeyedOptions<A>,
): OperatorFunction<A, B> {
  return (source$) =>
    new Observable<B>((subscriber) => {
      const waiting: A[] = [];
      const busy = new Set<string>();
      const all = new Subscription();
      let ended = false;
      const settle = (): void => {
        if (ended && busy.size === 0 && waiting.length === 0) subscriber.complete();
      };
      const begin = (value: A): void => {
        const key = options.keyOf(value);
        busy.add(key);
        const inner = from(project(value)).subscribe({
          next: (output) => subscriber.next(output),
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            busy.delete(key);
            pump();
            settle();
          },
        });
        all.add(inner);
        inner.add(() => all.remove(inner));
      };
      const pump = (): void => {
        while (busy.size < options.concurrency) {
          const next = waiting.findIndex((value) => !busy.has(options.keyOf(value)));
          if (next < 0) return;
          begin(waiting.splice(next, 1)[0]);
        }
      };
      all.add(
        source$.subscribe({
          next: (value) => {
            waiting.push(value);
            pump();
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            ended = true;
            settle();
          },
        }),
      );
      return all;
    });
}
