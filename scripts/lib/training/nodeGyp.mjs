import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { napi, addonIn } from './engines.mjs';

/**
 * The node-gyp that npm brings: that of the npm which runs this, else of the npm on the PATH; undefined where there is none.
 * @param {NodeJS.ProcessEnv} env
 */
export function bundledNodeGyp(env) {
  const running = env['npm_execpath'] ? [env['npm_execpath']] : [];
  const found = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  return [...running, ...found]
    .filter((npm) => existsSync(npm))
    .flatMap((npm) =>
      // Debian's npm has it beside itself.
      ['../node_modules', '../..'].map((place) =>
        join(dirname(realpathSync(npm)), place, 'node-gyp/bin/node-gyp.js'),
      ),
    )
    .find((path) => existsSync(path));
}

/**
 * What node-gyp is told to compile the addon of the package at `home`. Node's headers lie beside most Nodes; else node-gyp downloads them.
 * @param {string} home
 * @param {string} node the running Node
 * @returns {readonly string[]}
 */
export function nodeGypArguments(home, node) {
  const prefix = join(dirname(realpathSync(node)), '..');
  const headers = existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : [];
  return [
    ...['rebuild', '--loglevel=warn', '--jobs=2', ...headers, '--module_name=tfjs_binding'],
    ...[`--module_path=${join(home, dirname(addonIn))}`, `--napi_build_version=${napi}`],
  ];
}
