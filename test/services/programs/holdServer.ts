// Starts the servers named as arguments, prints their process ids as JSON, and holds them until it is killed.
import { services, type ServiceName } from '../services.js';

const isService = (name: string): name is ServiceName => name in services;
const pids: number[] = [];
for (const name of process.argv.slice(2).filter(isService)) pids.push((await services[name].start()).pid());
process.stdout.write(`${JSON.stringify(pids)}\n`);
setInterval(() => undefined, 1000);
