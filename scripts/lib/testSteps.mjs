/**
 * @param {string} name
 * @param {...string} more
 * @returns {Step}
 */
const vitest = (name, ...more) => ({
  ...{ name, program: 'vitest', project: true },
  args: ['run', '--project', name, '--allowOnly=false', ...more],
});

/**
 * What `npm test` runs, in order. A step with `project` is a vitest project and counts its tests; any other counts as one.
 * @typedef {{ name: string, program: string, args: readonly string[], project?: boolean }} Step
 * @type {readonly Step[]}
 */
export const testSteps = [
  { name: 'types', program: 'tsc', args: ['--noEmit'] },
  { name: 'lint', program: 'eslint', args: ['.', '--max-warnings=0'] },
  { name: 'format', program: 'prettier', args: ['--check', '.'] },
  { name: 'arrows', program: 'depcruise', args: ['src', '--config', '.dependency-cruiser.cjs'] },
  ...['unit', 'contracts', 'e2e'].map((name) => vitest(name)),
  // They mostly wait: for servers that are away, and for members that are not.
  vitest('services', '--maxWorkers=3'),
];
