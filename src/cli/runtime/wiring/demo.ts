import { join, resolve } from 'node:path';
import { configSchema, type Config } from '../../../config.js';
import { packageFolder } from '../../../packageFolder.js';

/** Five CC0 excerpts that come with the project. */
export const demoFolder = join(packageFolder, 'demo');

/** The demo keeps to folders of its own, so that its songs do not turn up among the user's. */
export const demoConfig = { data: join('data', 'demo'), out: join('out', 'demo') } as const;

const usual = configSchema.parse({});

/** Where results of a data folder lie if nobody says otherwise. */
export const usualOut = (data: string): string =>
  resolve(data) === resolve(demoConfig.data) ? demoConfig.out : usual.out;

/** The configuration of a command that looks at what a run made: who names the demo's data folder, and no other, means its results, too. */
export const besideData = (config: Config, { out }: Readonly<Record<string, unknown>>): Config =>
  out === undefined && config.out === usual.out ? { ...config, out: usualOut(config.data) } : config;
