import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The absolute path of a file of the project, named from its root. */
export const projectPath = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The text of a file of the project, named from its root. */
export const projectFile = (name: string): string => readFileSync(projectPath(name), 'utf8');
