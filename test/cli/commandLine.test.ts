import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { asTyped, errorAsTyped, commandLine, programName } from '../../src/cli/commandLine.js';
import { lostBlob } from '../../src/domain/lostBlob.js';
import { PipelineError } from '../../src/errors.js';
import { packageFolder } from '../../src/packageFolder.js';

const file = join(packageFolder, 'bin/mashstream.mjs');

const npx = '/root/.npm/_npx/1/node_modules/.bin/mashstream';
it.each([
  ['linked', { script: '/usr/local/bin/mashstream', cwd: '/music', env: {} }, 'mashstream'],
  ['by npx', { script: npx, cwd: '/music', env: { npm_command: 'exec' } }, 'npx mashstream'],
  [
    'by npm start',
    { script: join(packageFolder, 'dist/src/main.js'), cwd: packageFolder, env: { npm_command: 'start' } },
    'npx mashstream',
  ],
  [
    'by its file, in its folder',
    { script: file, cwd: join(packageFolder, 'src'), env: {} },
    'npx mashstream',
  ],
  ['by its file, elsewhere', { script: file, cwd: '/music', env: {} }, `node ${file}`],
  ['by its file, beside its folder', { script: file, cwd: `${packageFolder}-2`, env: {} }, `node ${file}`],
])('the program started %s is called so', (_, started, name) => {
  expect(programName(started)).toBe(name);
});

it('adds the folders that are not the usual ones', () => {
  expect(commandLine(['watch', '--once'])).toBe('npx mashstream watch --once');
  expect(commandLine(['watch'], { data: 'data', out: 'out' })).toBe('npx mashstream watch');
  expect(commandLine(['render', 'ab'], { data: 'mine', out: 'out/mine' })).toBe(
    'npx mashstream render ab --data mine --out out/mine',
  );
  // Who names the demo's data means its results.
  expect(commandLine(['render', 'ab'], { data: 'data/demo', out: 'out/demo' })).toBe(
    'npx mashstream render ab --data data/demo',
  );
  expect(commandLine(['render', 'ab'], { data: 'data/demo', out: 'out' })).toBe(
    'npx mashstream render ab --data data/demo --out out',
  );
});

it('a shell reads what it says, whatever the folders are called', () => {
  const names = ['my data', "Ann's", 'a"b', '$HOME `ls` \\', 'größe', '*'];
  const { stdout } = spawnSync(
    'sh',
    ['-c', commandLine(names, { data: '/tmp/my data' }).replace('npx mashstream', 'printf "%s\\n"')],
    {
      encoding: 'utf8',
    },
  );
  expect(stdout.trimEnd().split('\n')).toEqual([...names, '--data', '/tmp/my data']);
});

it('puts the command that mends a damaged file into words that can be typed', () => {
  const lost = lostBlob(new PipelineError('corrupt-blob', 'gone.'), {
    ...{ clipId: 'c', trackId: 'ab12' },
    source: { uri: '/x' },
  });
  expect(asTyped(PipelineError.from(lost).message, { data: 'my data' })).toMatch(
    /To mend it: npx mashstream remove ab12 --data 'my data', then run again\.$/,
  );
  const typed = errorAsTyped(lost, { data: 'my data' });
  expect(typed).toMatchObject({ code: 'corrupt-blob', cause: PipelineError.from(lost).cause });
  expect(PipelineError.from(typed).message).toMatch(/npx mashstream remove ab12 --data 'my data'/);
  const other = new PipelineError('busy', 'no');
  expect(errorAsTyped(other, {})).toBe(other);
});
