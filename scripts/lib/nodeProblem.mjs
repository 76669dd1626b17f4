const floor = [20, 19];

/**
 * What is wrong with this version of Node, or undefined.
 * @param {string} version as in process.versions.node
 */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) return undefined;
  return `mashstream needs Node ${floor.join('.')} or newer; this is Node ${version}. Get a newer one at https://nodejs.org/ and try again.`;
}
