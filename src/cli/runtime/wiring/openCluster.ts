import { fileWorkspaces } from '../../../adapters/files/fileWorkspaces.js';
import { privateTemporaryFolder } from '../../../adapters/files/privateTemporaryFolder.js';
import { systemClock } from '../../../adapters/files/systemClock.js';
import { kafkaName, type KafkaOptions } from '../../../adapters/kafka/client/kafkaOptions.js';
import { hasMembers } from '../../../adapters/kafka/hasMembers.js';
import { kafkaLog } from '../../../adapters/kafka/log/kafkaLog.js';
import { connectMongo, type MongoStore } from '../../../adapters/mongo/connectMongo.js';
import { s3BlobStore, type S3BlobStore } from '../../../adapters/s3/s3BlobStore.js';
import { atMost } from '../../../adapters/shared/atMost.js';
import { createPatience, type Patience } from '../../../adapters/shared/patience.js';
import { observedPort } from '../../../adapters/shared/observedPort.js';
import { patient } from '../../../adapters/shared/patient.js';
import { storeObservers } from '../../../adapters/shared/storeObservers.js';
import { untilSettled } from '../../../adapters/shared/untilSettled.js';
import type { Config } from '../../../config.js';
import { topics } from '../../../domain/topics.js';
import type { Milliseconds } from '../../../domain/units.js';
import type { Log } from '../../../ports/log.js';
import { kafkaOptionsOf, mongoOptionsOf, s3OptionsOf } from './clusterOptions.js';
import type { State } from './openState.js';

export interface OpenClusterOptions {
  readonly patience?: Patience;
  /** Told which server is asked for, each before it is. */
  readonly onReaching?: (server: string) => void;
}

/**
 * What is kept on servers: the log in Kafka, the catalogue in MongoDB, blobs in S3. Each is asked for something first, so that a run does
 * not begin without one: `unavailable` names the one that is missing, `bad-config` what is set wrongly, or the topics that are not there. Only
 * work in hand lies on this machine.
 */
export async function openCluster(
  config: Config,
  { patience = createPatience(), onReaching }: OpenClusterOptions,
): Promise<State> {
  onReaching?.('MongoDB');
  const mongo = await connectMongo(mongoOptionsOf(config));
  const blobs = s3BlobStore(s3OptionsOf(config));
  const kafka = kafkaOptionsOf(config);
  const log = kafkaLog(kafka, { clock: systemClock, patience });
  try {
    onReaching?.(`the S3 bucket ${config.s3Bucket ?? ''}`);
    await blobs.reach();
    onReaching?.(kafkaName(kafka));
    for (const topic of Object.keys(topics)) await log.end(topic);
    return stateOf({ mongo, blobs, log, kafka }, patience);
  } catch (error) {
    await closeAll({ mongo, blobs, log });
    throw error;
  }
}

interface Servers {
  readonly mongo: MongoStore;
  readonly blobs: S3BlobStore;
  readonly log: Log;
  readonly kafka: KafkaOptions;
}

function stateOf(servers: Servers, patience: Patience): State {
  const { mongo, blobs, log, kafka } = servers;
  const calls = storeObservers();
  const workspaces = fileWorkspaces(privateTemporaryFolder());
  const attempts = untilSettled(patient(mongo.attempts, patience));
  return {
    clock: systemClock,
    calls,
    log: patient(observedPort('log', log, calls), patience),
    catalogue: patient(observedPort('catalogue', mongo.catalogue, calls), patience),
    attempts: attempts.port,
    blobs: patient(observedPort('blobs', blobs, calls), patience),
    workspaces: patient(workspaces, patience),
    lag: (group, asked) => log.lag(group, asked),
    shared: true,
    worked: () => hasMembers(kafka, 'identify'),
    frozen: false,
    waitingFor: patience.reason,
    async close() {
      await workspaces.close();
      // What was stopped takes its beginnings back, and nobody waits for that.
      await atMost(longestTakingBack, attempts.settled());
      await closeAll(servers);
    },
  };
}

/** With the server there it is a moment. */
const longestTakingBack: Milliseconds = 2000;

/** A driver may wait for a server that is away before it closes; the process ends without it. */
const longestClose: Milliseconds = 10_000;

async function closeAll({ mongo, blobs, log }: Omit<Servers, 'kafka'>): Promise<void> {
  blobs.close();
  await Promise.all([log, mongo].map((server) => atMost(longestClose, server.close())));
}
