import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../runQuietly.mjs';

/** Any wheel of the version brings the same library: those for CPython 3.11 are the ones whose hashes are pinned. */
const wanted = [
  ...['--implementation=cp', '--python-version=311', '--abi=cp311', '--abi=none'],
  ...['manylinux_2_17_x86_64', 'manylinux2014_x86_64', 'manylinux1_x86_64'].map((tag) => `--platform=${tag}`),
];

/**
 * Downloads the wheels that a requirements file pins; pip refuses what has another hash. Wheels at hand are taken where PIP_FIND_LINKS names
 * their folder. Returns their paths, or the problem.
 * @param {string} requirements
 * @param {string} folder
 * @returns {readonly string[] | string}
 */
export function downloadWheels(requirements, folder) {
  const code = runQuietly('python3', [
    ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'],
    ...['--only-binary=:all:', ...wanted, '--dest', folder, '--requirement', requirements],
  ]);
  return code === 0
    ? readdirSync(folder).map((name) => join(folder, name))
    : "TensorFlow's C library could not be downloaded (pip tells above why). Check the network and the space on the disk and try again; without network, name a folder that holds the wheels: PIP_NO_INDEX=1 PIP_FIND_LINKS=<folder> npm run setup:train";
}
