import { spawnSync } from 'node:child_process';

/**
 * The programs that mashstream runs. `least`: the oldest major version that will do (Rubber Band 3 brought the R3 engine).
 * @type {readonly { name: string, ask: string, least: number }[]}
 */
const needed = [
  { name: 'ffmpeg', ask: '-version', least: 4 },
  { name: 'ffprobe', ask: '-version', least: 4 },
  { name: 'rubberband', ask: '--version', least: 3 },
];

/**
 * What is wrong with the installed programs, one line each; none: all is well.
 * @param {NodeJS.ProcessEnv} env
 */
export function programProblems(env = process.env) {
  return needed.flatMap(({ name, ask, least }) => {
    const { error, stdout, stderr } = spawnSync(name, [ask], { env, encoding: 'utf8', timeout: 20_000 });
    if (error && 'code' in error && error.code === 'ENOENT') return [`${name} is not installed`];
    if (error) return [`${name} could not be started (${error.message})`];
    const version = /\b(\d+)\.\d+/.exec(stdout + stderr);
    if (version && Number(version[1]) < least)
      return [`${name} ${version[0]} is too old: version ${least} or newer is needed`];
    return [];
  });
}
