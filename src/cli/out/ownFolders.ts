import type { Config } from '../../config.js';
import { olderFolder } from './olderFolder.js';

/** Folders of the program's own, in which nobody's songs lie. */
export const ownFolders = ({ data, out }: Pick<Config, 'data' | 'out'>): readonly string[] => [
  data,
  out,
  olderFolder(out),
];
