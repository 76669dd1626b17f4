/** Why no work is taken in just now: the first reason that there is; undefined where there is none. */
export const readiness =
  (reasons: readonly (() => string | undefined)[]): (() => string | undefined) =>
  () => {
    for (const reasonOf of reasons) {
      const reason = reasonOf();
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
