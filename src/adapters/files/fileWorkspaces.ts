import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { PipelineError } from '../../errors.js';
import type { Workspace, Workspaces } from '../../ports/workspace.js';
import { fileError } from './fileError.js';
import { once } from '../shared/once.js';
import { ownStamp } from './ownStamp.js';
import { removeOrphans } from './removeOrphans.js';

/** Private folders under `root` (readable by this user only). What killed processes left is cleared before the first is made. */
export function fileWorkspaces(root: string): Workspaces {
  const base = resolve(root);
  const prepare = once(async () => {
    await mkdir(base, { recursive: true, mode: 0o700 });
    await removeOrphans(base);
  });
  const left = new Set<string>();
  return {
    open: async (purpose) => {
      const dir = join(base, `${ownStamp()}.${safeName(purpose)}.${randomUUID()}`);
      try {
        await prepare();
        await mkdir(dir, { mode: 0o700 });
        left.add(dir);
      } catch (error) {
        throw fileError(error, 'Making a working folder', dir);
      }
      return workspaceAt(dir, () => left.delete(dir));
    },
    close: async () => {
      await Promise.all([...left].map(remove));
      left.clear();
    },
  };
}

/** Work that was cut off may still be writing its last file. */
const remove = (dir: string): Promise<void> =>
  rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

function workspaceAt(dir: string, onDisposed: () => void): Workspace {
  const path = (name: string): string => inside(dir, name);
  return {
    dir,
    path,
    directory: async (name) => {
      const made = path(name);
      await mkdir(made, { mode: 0o700 }).catch((error: unknown) => {
        throw fileError(error, 'Making a working folder', made);
      });
      return made;
    },
    dispose: async () => {
      await remove(dir);
      onDisposed();
    },
  };
}

function inside(dir: string, name: string): string {
  const path = resolve(dir, name);
  if (path.startsWith(dir + sep)) return path;
  throw new PipelineError('refused-input', `${JSON.stringify(name)} leads out of the working folder ${dir}.`);
}

const safeName = (purpose: string): string => purpose.replaceAll(/[^\w-]/g, '_').slice(0, 40);
