import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { alive } from '../support/alive.js';
import { until } from '../support/until.js';
import { cacheFolder } from './cache/cacheFolder.js';
import { describeOwn } from './describeOn.js';
import { services, type ServiceName } from './services.js';

const program = fileURLToPath(new URL('./programs/holdServer.ts', import.meta.url));
const names: readonly ServiceName[] = ['kafka', 'mongo', 's3', 'prometheus'];
const foldersOf = (pid: number): readonly string[] =>
  readdirSync(join(cacheFolder(), 'running')).filter((name) => name.startsWith(`${pid}-`));

for (const name of names)
  describeOwn(name, `what is left of ${name}`, () => {
    it('ends with the process that started it, killed as it may be; its data goes with the next start, whose own goes when it is stopped', async () => {
      const holder = spawn(process.execPath, ['--import', 'tsx', program, name], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      // What holdServer.ts prints.
      const [line] = (await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')])) as [
        Buffer | null,
      ];
      const [pid] = JSON.parse(String(line)) as readonly number[];
      expect(alive(pid)).toBe(true);
      holder.kill('SIGKILL');
      await until(() => !alive(pid), 15_000);
      expect(foldersOf(holder.pid ?? NaN)).toHaveLength(1);
      const server = await services[name].start();
      expect(foldersOf(holder.pid ?? NaN)).toEqual([]);
      expect(foldersOf(process.pid)).toHaveLength(1);
      await server.stop();
      expect(alive(server.pid())).toBe(false);
      expect(foldersOf(process.pid)).toEqual([]);
    });
  });
