import { afterEach, describe, it } from 'vitest';

/** One real thing behind a port, as a contract handles it. */
export interface Fixture<Port> {
  /** The port on storage that the rule has to itself. */
  readonly open: () => Promise<Port>;
  /** What a new process sees after kill −9 of the one that held the port opened last, which is dead from here on. */
  readonly crash: () => Promise<Port>;
  /** What another process sees at the same time. */
  readonly other: () => Promise<Port>;
  /** How many random cases a rule may try where one takes long; left out: as many as it likes. */
  readonly cases?: number;
  /** Gives everything back. */
  readonly dispose: () => Promise<void>;
}

export type Rule<Port, F extends Fixture<Port> = Fixture<Port>> = (fixture: F) => Promise<void>;

/** Runs the named rules of a port on one adapter, each on fresh storage. */
export function contract<Port, F extends Fixture<Port> = Fixture<Port>>(
  adapter: string,
  rules: Readonly<Record<string, Rule<Port, F>>>,
  makeFixture: () => F,
): void {
  describe(adapter, () => {
    let fixture: F | undefined;
    afterEach(async () => {
      await fixture?.dispose();
      fixture = undefined;
    });
    it.each(Object.entries(rules))('%s', async (_, rule) => {
      fixture = makeFixture();
      await rule(fixture);
    });
  });
}
