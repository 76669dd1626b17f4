/** What a model made of a clip's stem. */
export interface ProjectionPlace {
  readonly clipId: string;
  /** The model's version, which is of its files. */
  readonly model: string;
  /** Names what was heard (role, content, grid) and how (shift): any text. */
  readonly variant: string;
}

/** Where all that is kept of a clip lies among the blobs: it goes with the clip. */
export const projectionsOf = (clipId: string): string => `projections/${clipId}/`;

/** Keeps what models made of clips, to be read again by any worker. What is not found costs time; it is never an error. */
export interface Projections {
  /** What is kept there, whole; undefined: nothing. */
  find(place: ProjectionPlace): Promise<Uint8Array | undefined>;
  /** Keeps it, aside, unless somebody did before; where it cannot be written it is given up. */
  keep(place: ProjectionPlace, bytes: Uint8Array): void;
  /** Resolves when all that was to be kept is durable, or given up. */
  settled(): Promise<void>;
}
