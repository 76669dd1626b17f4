import { join } from 'node:path';
import { builtOnce } from '../cache/builtOnce.js';
import { go, needTool } from '../tools/needTool.js';
import { runTool } from '../tools/runTool.js';

const version = '1.8.0';

/** The program versitygw (Apache-2.0), which serves S3 over a folder. Error `missing-program`. */
export async function installS3(): Promise<string> {
  const folder = await builtOnce(`versitygw-${version}`, async (into) => {
    await needTool(go);
    const target = `github.com/versity/versitygw/cmd/versitygw@v${version}`;
    await runTool('go', ['install', '-trimpath', target], { environment: { GOBIN: into } });
  });
  return join(folder, 'versitygw');
}
