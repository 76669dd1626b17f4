import { join } from 'node:path';
import { packageFolder } from '../../../packageFolder.js';

/** The folder of the DualNet that comes with the program. */
export const shippedModel = join(packageFolder, 'models', 'dualnet');
