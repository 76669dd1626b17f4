import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtOnce } from '../cache/builtOnce.js';
import { go, needTool } from '../tools/needTool.js';
import { runTool } from '../tools/runTool.js';

const source = fileURLToPath(new URL('./server', import.meta.url));

/** The program that serves MongoDB's wire protocol (see server/main.go). Error `missing-program`. */
export async function installMongo(): Promise<string> {
  const folder = await builtOnce('ferretdb-1.24.0', async (into) => {
    await needTool(go);
    await cp(source, join(into, 'source'), { recursive: true });
    const output = ['-o', join(into, 'mongo-server')];
    await runTool('go', [
      '-C',
      join(into, 'source'),
      'build',
      '-trimpath',
      '-buildvcs=false',
      ...output,
      '.',
    ]);
  });
  return join(folder, 'mongo-server');
}
