import { join } from 'node:path';
import { packageFolder } from '../../packageFolder.js';

/** Five CC0 excerpts that come with the project. */
export const demoFolder = join(packageFolder, 'demo');

/** The demo keeps to folders of its own, so that its songs do not turn up among the user's. */
export const demoConfig = { data: join('data', 'demo'), out: join('out', 'demo') } as const;
