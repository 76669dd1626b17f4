import type { Addresses, ServiceName } from './services.js';

/** What a test run has of one kind of server. */
export interface Found<Address> {
  /** Of the one that runs as long as the test run, for tests that share it. */
  readonly address?: Address;
  /** Why there is none. */
  readonly missing?: string;
  /** Why tests can start (and kill) none of their own; undefined: they can. */
  readonly noneOfOwn?: string;
}

export type FoundServices = { readonly [Name in ServiceName]: Found<Addresses[Name]> };

declare module 'vitest' {
  interface ProvidedContext {
    /** Handed to the tests by the global set-up. */
    readonly services: FoundServices;
  }
}
