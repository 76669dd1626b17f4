import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of a script of this folder, which ends with this one. */
export interface Child<Told> {
  /** Resolves with the first thing that it tells and that fits; rejects when it ends before. */
  hear<T extends Told>(fits: (told: Told) => told is T): Promise<T>;
  say(message: unknown): void;
  readonly ended: Promise<void>;
}

/** Starts the script and says to it what is `given`. */
export function startChild<Told>(script: string, given: unknown): Child<Told> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(path, [], { execArgv: ['--import', 'tsx'] });
  const told: Told[] = [];
  child.on('message', (message) => told.push(message as Told)); // of the script
  child.send(given as object);
  return {
    hear: <T extends Told>(fits: (one: Told) => one is T) =>
      new Promise<T>((resolve, reject) => {
        const look = (): void => {
          const found = told.find(fits);
          if (found !== undefined) resolve(found);
        };
        look();
        child.on('message', look);
        child.once('exit', (code) => reject(new Error(`${script} ended with code ${code}`)));
      }),
    say: (message) => void child.send(message as object),
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
  };
}
