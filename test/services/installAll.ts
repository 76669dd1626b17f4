// Installs all test servers, and what else is built for tests, politely: it runs beside other checks, since on a fresh machine it takes minutes.
import { setPriority } from 'node:os';
import { PipelineError } from '../../src/errors.js';
import { installFluidsynth } from './fluidsynth/installFluidsynth.js';
import { installClients } from './interop/installClients.js';
import { namedServers } from './namedServers.js';
import { installChromium } from './page/installChromium.js';
import { services, type ServiceName } from './services.js';
import { installTfjs } from './tfjs/installTfjs.js';

setPriority(10);
const named = namedServers(process.env);

/** What is built by the same tool chain, one after another; a failure is told by the tests that need the server. */
async function install(...names: readonly ServiceName[]): Promise<void> {
  for (const name of names) {
    if (named[name] !== undefined) continue;
    await services[name]
      .install()
      .catch((error: unknown) => process.stderr.write(`${name}: ${PipelineError.from(error).message}\n`));
  }
}

/** Foreign clients of Kafka, with which its use without ours is tested. */
const clients = (): Promise<unknown> =>
  installClients().catch((error: unknown) =>
    process.stderr.write(`kcat and Python: ${PipelineError.from(error).message}\n`),
  );

/** What plays scores. */
const player = (): Promise<unknown> =>
  installFluidsynth().catch((error: unknown) =>
    process.stderr.write(`fluidsynth: ${PipelineError.from(error).message}\n`),
  );

/** What opens the page of results. */
const browser = (): Promise<unknown> =>
  installChromium().catch((error: unknown) =>
    process.stderr.write(`chromium: ${PipelineError.from(error).message}\n`),
  );

/** What networks are trained with. */
const engine = (): Promise<unknown> =>
  installTfjs().catch((error: unknown) =>
    process.stderr.write(`TensorFlow.js: ${PipelineError.from(error).message}\n`),
  );

await Promise.all([
  install('kafka'),
  install('s3', 'mongo'),
  install('prometheus').then(clients).then(player).then(browser).then(engine),
]);
