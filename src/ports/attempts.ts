/** Counts, durably, how often work on a record was begun, so that a record that kills its worker is found out. */
export interface Attempts {
  /** Counts one more beginning and resolves, once it is durable, to how many there have been (1 = first). */
  begin(record: {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
  }): Promise<number>;
  /** Forgets the record: its work ended, well or badly. */
  end(record: { readonly topic: string; readonly partition: number; readonly offset: number }): Promise<void>;
}
