import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The name under which a file or folder is published: its absolute path as a file: address, the same on every run. */
export const publisherId = (path: string): string => pathToFileURL(resolve(path)).href;
