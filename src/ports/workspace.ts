/** A private directory for work in hand; what a killed process left is cleared at the next start. */
export interface Workspace {
  readonly dir: string;
  path(name: string): string;
  /** Makes an empty directory in the workspace and resolves to its path. */
  directory(name: string): Promise<string>;
  /** Removes the directory and all in it. */
  dispose(): Promise<void>;
}

export interface Workspaces {
  open(purpose: string): Promise<Workspace>;
  /** Removes what is still open: of work that was cut off. */
  close(): Promise<void>;
}
