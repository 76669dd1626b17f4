/**
 * Brings the source of a track onto this machine.
 *
 * Promises:
 * - a path or `file:` address is answered with its path, as it is: no copy is made and it is not looked at;
 * - anything else lies at `copy` when the promise resolves, whole: it is written aside and renamed;
 * - size and time are bounded, whatever the other side does;
 * - nothing is fetched from a place that the settings do not allow, by whatever way it leads there;
 * - on abort the work stops and the promise rejects with `aborted`; after any error nothing is left at `copy` or beside it;
 * - no error shows a password, a key or a signature that the address holds.
 *
 * Errors: `refused-input` (not allowed, too large, no proper address; the message says what to set), `not-found`, `unreadable` (access is
 * denied), `timeout`, `disk-full`, `aborted`; `unavailable`, retryable where a store of our own is away (context `away` names it) or the
 * machine lacks something; a stranger's server that stays away is `unavailable` too, but was tried for long enough.
 */
export interface Fetcher {
  /** `copy`: a free path in a workspace of the caller. Resolves to the path of a local file, which must not be written to. */
  fetch(uri: string, copy: string, signal?: AbortSignal): Promise<string>;
}
