import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { createProgram } from '../../src/cli/createProgram.js';
import { mashstream } from '../support/mashstream.js';

/** The program as a process of its own. */
const process1 = (...words: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', ...words], { encoding: 'utf8' });

it.each([
  [['rum'], /unknown command 'rum'[^]*Did you mean run\?/],
  [['run', '--topp', '3'], /unknown option '--topp'[^]*Did you mean --top\?[^]*--help/],
])('%j exits 1 with a hint', (words, hint) => {
  const { status, stderr, stdout } = process1(...words);
  expect(stderr).toMatch(hint);
  expect([status, stdout]).toEqual([1, '']);
});

it('alone it prints what there is, --version the version', async () => {
  const { stdout, code } = await mashstream();
  for (const command of createProgram().commands) expect(stdout).toContain(`  ${command.name()} `);
  expect(code).toBe(0);
  expect(process1('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

const leaves = createProgram().commands.flatMap((command) =>
  command.commands.length === 0
    ? [[command.name(), command] as const]
    : command.commands.map((each) => [`${command.name()} ${each.name()}`, each] as const),
);

it.each(leaves)('%s --help shows an example or more, of the command itself', (name, command) => {
  let text = '';
  command.configureOutput({ writeOut: (more) => (text += more) }).outputHelp();
  const [, shown = ''] = /^Examples?:\n((?: {2}npx mashstream .*\n)+)$/m.exec(text) ?? [];
  const lines = shown.trimEnd().split('\n');
  expect(
    lines.filter(
      (line) => !line.startsWith(`  npx mashstream ${name} `) && line !== `  npx mashstream ${name}`,
    ),
  ).toEqual([]);
});

it('names what is wrong with the settings, all at once, and exits 1', async () => {
  const { code, stderr } = await mashstream('run', '--top', 'many', '--format', 'aac');
  expect(code).toBe(1);
  expect(stderr).toMatch(/2 problems[^]*--top[^]*--format/);
});
