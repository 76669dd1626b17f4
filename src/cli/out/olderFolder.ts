import { join } from 'node:path';

/** Where mashups lie that no ranking holds any more. */
export const olderFolder = (out: string): string => join(out, 'older');
