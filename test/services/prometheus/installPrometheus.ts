import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PipelineError } from '../../../src/errors.js';
import { builtOnce } from '../cache/builtOnce.js';
import { aptUpdate } from '../tools/aptInstall.js';
import { runTool } from '../tools/runTool.js';
import { versionOf } from '../tools/versionOf.js';

export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

/**
 * The programs `prometheus` and `promtool` (Apache-2.0): those of the PATH, else Debian's, unpacked into the cache and not installed,
 * since the package starts a service. Error `missing-program`.
 */
export async function installPrometheus(): Promise<PrometheusPrograms> {
  const names = ['prometheus', 'promtool'] as const;
  if (names.every((name) => versionOf(name, ['--version'])))
    return { prometheus: names[0], promtool: names[1] };
  if (!versionOf('dpkg', ['--version']))
    throw new PipelineError('missing-program', 'prometheus and promtool are not installed.');
  const folder = await builtOnce('prometheus-debian', async (into) => {
    await downloaded(into);
    const packages = (await readdir(into)).filter((name) => name.endsWith('.deb'));
    for (const name of packages) {
      await runTool('dpkg', ['-x', join(into, name), into]);
      await rm(join(into, name));
    }
  });
  const [prometheus, promtool] = names.map((name) => join(folder, 'usr/bin', name));
  return { prometheus, promtool };
}

/** Puts the package's file into a folder; apt writes into the working folder. */
async function downloaded(into: string): Promise<void> {
  const download = (): Promise<void> =>
    runTool('sh', ['-c', 'cd "$0" && exec apt-get download -qq prometheus', into]);
  await download().catch(async () => {
    await aptUpdate();
    await download();
  });
}
