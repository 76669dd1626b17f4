/** A real server for tests, on a free loopback port, with its data in a temporary folder of its own. */
export interface Server<Address> {
  readonly address: Address;
  /** Of the running process; another one after a restart. */
  readonly pid: () => number;
  /** Ends it as a crash does (SIGKILL) and waits until it is gone. Its data stays. */
  kill9(): Promise<void>;
  /** Starts it again (ended in order first if it runs) on the same port and data; resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** How one kind of server is run. */
export interface ServerKind<Address> {
  /** For messages. */
  readonly name: string;
  /** Done once in a new folder, before the first start. */
  readonly prepare?: (place: Place) => Promise<void>;
  readonly command: (place: Place) => readonly [program: string, ...args: string[]];
  readonly address: (place: Place) => Address;
  /** Rejects as long as it cannot be used. */
  readonly answers: (address: Address) => Promise<void>;
  /** How it is asked to end. */
  readonly end: 'SIGTERM' | 'SIGKILL';
}

export interface Place {
  readonly port: number;
  /** Its folder, which is there. */
  readonly dir: string;
}
