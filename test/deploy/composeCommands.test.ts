import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../support/deployed.js';
import { parsedWords } from '../support/parsedWords.js';
import { projectFile, projectPath } from '../support/projectFile.js';

interface ComposeCommand {
  /** As it is written. */
  readonly line: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly file: string;
  /** From `up` or `run` on. */
  readonly words: readonly string[];
}

/** The lines of a text that a person is told to type, in order. */
const commandsIn = (text: string): readonly ComposeCommand[] =>
  [...text.matchAll(/((?:[A-Z]+=\S+ )*)docker compose -f (\S+) ([^#\n]*)/g)].map(
    ([line, variables, file, rest]) => ({
      ...{ line: line.trim(), file, words: rest.trim().split(/\s+/) },
      variables: Object.fromEntries(
        variables
          .trim()
          .split(' ')
          .filter(Boolean)
          .map((each) => each.split('=') as [string, string]), // as matched above
      ),
    }),
  );

/** What lies at each path of a service's containers where they are started with these variables. */
function mountsOf(service: string, { variables }: ComposeCommand): ReadonlyMap<string, string> {
  const filled = compose.services[service].volumes.map((volume) =>
    volume.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, usual: string) => variables[name] ?? usual),
  );
  return new Map(filled.map((volume) => volume.split(':')).map(([from, to]) => [to, from]));
}

const roles = Object.keys(compose.services).filter((name) => compose.services[name].command[0] === 'run');

describe.each(['deploy/compose.yaml', 'docs/operations.md'])('the commands that %s tells', (place) => {
  const commands = commandsIn(projectFile(place));
  const up = commands.filter(({ words }) => words[0] === 'up');
  const run = commands.filter(({ words }) => words[0] === 'run');

  it('start everything, then publish', () => {
    expect(commands.map(({ words }) => words[0])).toEqual(['up', 'run']);
    for (const { file } of commands) expect(existsSync(projectPath(file)), file).toBe(true);
  });

  it('publish what lies at the same path for the workers that were started, and is the same there', async () => {
    for (const command of run) {
      const [service, ...words] = command.words.slice(1).filter((word) => !word.startsWith('--'));
      expect([roles.includes(service), words[0]]).toEqual([true, 'publish']);
      for (const path of await parsedWords(words)) {
        const published = mountsOf(service, command).get(path);
        expect(published, command.line).toBeDefined();
        for (const role of roles)
          expect(mountsOf(role, up[0]).get(path), `${up[0].line}: ${role}`).toBe(published);
      }
    }
  });

  it('with no folder named have the songs of the demo', () => {
    const bare = { ...up[0], variables: {} };
    for (const role of roles) {
      const songs = mountsOf(role, bare).get('/music') ?? '';
      expect(existsSync(join(projectPath('deploy'), songs, 'LICENCE.md'))).toBe(true);
    }
  });
});
