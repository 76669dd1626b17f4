import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addSettings } from '../../../src/cli/config/addSettings.js';
import { configSchema } from '../../../src/config.js';

const flagsOf = (command: Command): string[] => command.options.map((option) => option.attributeName());

it('adds the flags of the settings named, and --config', () => {
  const command = new Command();
  addSettings(command, ['data', 'top']);
  expect(flagsOf(command)).toEqual(['data', 'config', 'top']);
});

it('every flag is a setting', () => {
  const command = new Command();
  addSettings(command);
  for (const name of flagsOf(command)) expect(['config', ...Object.keys(configSchema.shape)]).toContain(name);
});

it('words may be given several times, and swallow no song', () => {
  const command = new Command().argument('[songs...]');
  addSettings(command);
  command.parse(['--vocal', 'one', '--vocal', 'two, three', 'folder'], { from: 'user' });
  expect(command.opts()).toEqual({ vocal: ['one', 'two, three'] });
  expect(command.args).toEqual(['folder']);
});
