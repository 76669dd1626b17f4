/** Runs `work` now; what it throws becomes a rejection, as the callers of an asynchronous port expect. */
export const promised = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });
