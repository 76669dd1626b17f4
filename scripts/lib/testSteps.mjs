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
  ...['unit', 'contracts', 'e2e', 'services'].map((name) => ({
    name,
    program: 'vitest',
    args: ['run', '--project', name, '--allowOnly=false'],
    project: true,
  })),
];
