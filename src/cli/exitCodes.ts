/** What the program's exit code says. */
export const exitCodes = {
  done: 0,
  /** The configuration, the arguments or the machine (a missing program) do not allow to begin. */
  configuration: 1,
  /** The rest is done; each failed track was named with its reason. */
  someFailed: 3,
  /** Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
