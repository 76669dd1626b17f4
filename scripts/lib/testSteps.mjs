/**
 * @param {string} name
 * @param {...string} more
 * @returns {Step}
 */
const vitest = (name, ...more) => ({
  ...{ name, program: 'vitest', project: true },
  args: ['run', '--project', name, '--allowOnly=false', ...more],
});

const types = { name: 'types', program: 'tsc', args: ['--noEmit'] };
/** Its scripts know browsers, and nothing of Node. */
const page = { name: 'page types', program: 'tsc', args: ['-p', 'page'] };
const lint = { name: 'lint', program: 'eslint', args: ['.', '--max-warnings=0'] };
const format = { name: 'format', program: 'prettier', args: ['--check', '.'] };
const arrows = { name: 'arrows', program: 'depcruise', args: ['src', '--config', '.dependency-cruiser.cjs'] };

/**
 * What `npm test` runs, one line after the other. What stands in one line runs at once, each list in its order. A step with `project` is a vitest
 * project and counts its tests; any other counts as one.
 * @typedef {{ name: string, program: string, args: readonly string[], project?: boolean }} Step
 * @type {readonly (readonly (readonly Step[])[])[]}
 */
export const testSteps = [
  // Each keeps one core busy.
  [[types, page, format, arrows], [lint]],
  ...['unit', 'contracts', 'e2e'].map((name) => [[vitest(name)]]),
  // They mostly wait: for servers that are away, and for members that are not.
  [[vitest('services', '--maxWorkers=3')]],
];
