import { PipelineError } from '../../../src/errors.js';
import { needTool, type Tool } from '../tools/needTool.js';

/** Clients of Kafka that have nothing of ours. */
export interface Clients {
  readonly kcat: string;
  /** A Python that has confluent_kafka. */
  readonly python: string;
}

const kcat: Tool = { program: 'kcat', ask: ['-V'], least: [1, 6], debian: 'kcat' };

const pythonAt = (program: string): Tool => ({
  program,
  ask: ['-c', 'import confluent_kafka; print(confluent_kafka.version()[0])'],
  least: [1, 6],
  debian: 'python3-confluent-kafka',
});

/** Sees to it that both are there: those of the PATH, else Debian's, installed where that goes without asking. Error `missing-program`. */
export async function installClients(): Promise<Clients> {
  await needTool(kcat);
  return { kcat: kcat.program, python: await findPython() };
}

/** The first Python of the PATH need not be the one that Debian's packages are for. */
async function findPython(): Promise<string> {
  let lack: PipelineError | undefined;
  for (const program of ['python3', '/usr/bin/python3'])
    try {
      await needTool(pythonAt(program));
      return program;
    } catch (error) {
      lack = PipelineError.from(error);
    }
  throw lack ?? new PipelineError('missing-program', 'There is no Python.');
}
