/** What a command has counted, for its last line of JSON. */
export type Tally = Readonly<Record<string, number>>;
