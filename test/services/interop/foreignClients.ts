import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clients } from './installClients.js';

/** A record as a client without our code sees it: text. */
export interface SeenRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Publishes and reads topics by their names in the cluster. `value` null: a tombstone. */
export interface ForeignClient {
  publish(topic: string, key: string, value: string | null, headers?: Readonly<Record<string, string>>): void;
  /** All records from the beginning to the present end. */
  read(topic: string): readonly SeenRecord[];
}

const script = fileURLToPath(new URL('client.py', import.meta.url));
const pairs = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers).map(([name, value]) => `${name}=${value}`);
const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

const call = (program: string, args: readonly string[], input = ''): string =>
  execFileSync(program, args, { encoding: 'utf8', input, timeout: 60_000, maxBuffer: 1 << 28 });

export const pythonClient = ({ python }: Clients, brokers: string): ForeignClient => ({
  publish: (topic, key, value, headers = {}) =>
    void call(python, [script, brokers, 'publish', topic, key, ...pairs(headers)], value ?? ''),
  read: (topic) => linesOf(call(python, [script, brokers, 'read', topic])) as readonly SeenRecord[], // as the script writes them
});

export const kcatClient = ({ kcat }: Clients, brokers: string): ForeignClient => ({
  publish: (topic, key, value, headers = {}) => {
    const told = pairs(headers).flatMap((pair) => ['-H', pair]);
    // An empty line is a message without a value (-Z).
    call(kcat, ['-P', '-Z', '-b', brokers, '-t', topic, '-k', key, ...told], `${value ?? ''}\n`);
  },
  read: (topic) =>
    linesOf(call(kcat, ['-C', '-q', '-e', '-J', '-b', brokers, '-t', topic, '-o', 'beginning'])).map(
      (line) => {
        // As kcat writes with -J: headers as one list of names and values.
        const {
          key,
          payload,
          headers = [],
        } = line as {
          readonly key: string | null;
          readonly payload: string | null;
          readonly headers?: readonly string[];
        };
        const named = headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]] as const] : []));
        return { key, value: payload, headers: Object.fromEntries(named) };
      },
    ),
});
