import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { bundledNodeGyp, nodeGypArguments } from '../../../scripts/lib/training/nodeGyp.mjs';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const put = (path: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  return realpathSync(path);
};

it('is that of the npm which runs, else of the npm on the PATH, wherever its link leads', () => {
  const npm = put(at('lib/node_modules/npm/bin/npm-cli.js'));
  const bundled = put(at('lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js'));
  mkdirSync(at('bin'));
  symlinkSync(npm, at('bin/npm'));
  expect(bundledNodeGyp({ PATH: `${at('nowhere')}:${at('bin')}` })).toBe(bundled);
  const debian = put(at('share/npm/bin/npm-cli.js'));
  const beside = put(at('share/node-gyp/bin/node-gyp.js'));
  expect(bundledNodeGyp({ PATH: at('bin'), npm_execpath: debian })).toBe(beside);
  expect(bundledNodeGyp({ PATH: at('nowhere') })).toBeUndefined();
});

it('takes the headers that lie beside Node, and leaves it to node-gyp where there are none', () => {
  const node = put(at('node/bin/node'));
  expect(nodeGypArguments('/home', node).join(' ')).not.toMatch('--nodedir');
  put(at('node/include/node/node_api.h'));
  const args = nodeGypArguments('/home', node);
  expect(args).toContain(`--nodedir=${realpathSync(at('node'))}`);
  expect(args).toContain('--module_path=/home/lib/napi-v8');
});
