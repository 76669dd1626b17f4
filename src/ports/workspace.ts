/** A private directory for work in hand; what a killed process left is cleared at the next start. */
export interface Workspace {
  readonly dir: string;
  path(name: string): string;
  /** Removes the directory and all in it. */
  dispose(): Promise<void>;
}

export interface Workspaces {
  open(purpose: string): Promise<Workspace>;
}
