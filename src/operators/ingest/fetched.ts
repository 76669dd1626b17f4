import { extname } from 'node:path';
import { isRemote } from '../../domain/source/remoteUri.js';
import { shownUri } from '../../domain/source/shownUri.js';
import { PipelineError } from '../../errors.js';
import type { Fetcher } from '../../ports/fetcher.js';
import type { Workspace, Workspaces } from '../../ports/workspace.js';
import type { StageContext } from '../stream/stage.js';

export interface FetchedOptions {
  readonly fetcher: Fetcher;
  readonly workspaces: Workspaces;
}

/** A source that lies on this machine. */
export interface Fetched {
  readonly path: string;
  /** Does `work` with the path; an error that names the copy names the address in its place, where that may be shown. */
  read<T>(work: (path: string) => Promise<T>): Promise<T>;
}

/** The source at `uri` as a local file; where it had to be fetched, in the workspace under `name`. Errors: those of the fetcher. */
export async function fetched(
  { fetcher }: Pick<FetchedOptions, 'fetcher'>,
  { uri, name }: { readonly uri: string; readonly name: string },
  workspace: Pick<Workspace, 'path'>,
  signal: AbortSignal,
): Promise<Fetched> {
  const copy = workspace.path(`${name}${ending(uri)}`);
  const path = await fetcher.fetch(uri, copy, signal);
  const read: Fetched['read'] = (work) =>
    work(path).catch((error: unknown) => {
      throw path === copy && error instanceof PipelineError ? renamed(error, copy, shownUri(uri)) : error;
    });
  return { path, read };
}

/** A workspace for sources that must be fetched, until the delivery settles; for files of this machine none is made. */
export async function workspaceFor(
  uris: readonly string[],
  { workspaces }: Pick<FetchedOptions, 'workspaces'>,
  { defer }: Pick<StageContext, 'defer'>,
): Promise<Pick<Workspace, 'path'>> {
  if (!uris.some(isRemote)) return { path: (name) => name };
  const workspace = await workspaces.open('source');
  // What is left is cleared at the next start.
  defer(() => void workspace.dispose().catch(() => undefined));
  return workspace;
}

/** The ending of the name, which helps to tell what the file is; none where it is no plain one. */
function ending(uri: string): string {
  if (!isRemote(uri) || !URL.canParse(uri)) return '';
  const found = extname(new URL(uri).pathname);
  return /^\.[a-z0-9]{1,8}$/i.test(found) ? found : '';
}

const renamed = (error: PipelineError, copy: string, uri: string): PipelineError =>
  new PipelineError(
    error.code,
    error.message.replaceAll(copy, () => uri),
    {
      cause: error,
      retryable: error.retryable,
      context: { ...error.context, path: uri },
    },
  );
