import { kafkaName } from '../../adapters/kafka/client/kafkaOptions.js';
import { compareTopics } from '../../adapters/kafka/topics/compareTopics.js';
import { topicPlans } from '../../adapters/kafka/topics/topicPlans.js';
import { reachMongo } from '../../adapters/mongo/reachMongo.js';
import { s3BlobStore } from '../../adapters/s3/s3BlobStore.js';
import { s3StoreName } from '../../adapters/s3/s3Options.js';
import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import { kafkaOptionsOf, mongoOptionsOf, s3OptionsOf } from '../runtime/wiring/clusterOptions.js';
import { differenceText } from '../topics/differenceText.js';
import type { Finding } from './finding.js';

/** Are the servers there, do they take the settings, and are the topics as planned? Nothing is waited for, and nothing changed. */
export async function checkCluster(config: Config): Promise<readonly Finding[]> {
  const found = await Promise.all([
    looking('kafka', () => checkKafka(config)),
    looking('mongodb', async () => [well('mongodb', await reachMongo(mongoOptionsOf(config)))]),
    looking('s3', () => checkS3(config)),
  ]);
  return found.flat();
}

async function looking(what: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [{ what, well: false, text: PipelineError.from(error).message }];
  }
}

const well = (what: string, text: string): Finding => ({ what, well: true, text });

async function checkKafka(config: Config): Promise<readonly Finding[]> {
  const kafka = kafkaOptionsOf(config);
  const differences = await compareTopics(kafka, topicPlans({ keepDays: config.keepDays }));
  const as = differences.length === 0 ? ', topics as planned' : '';
  return [
    well('kafka', `${kafkaName(kafka)}${as}`),
    ...differences.map((each) => ({ what: 'topics', well: false, text: differenceText(each, kafka) })),
  ];
}

async function checkS3(config: Config): Promise<readonly Finding[]> {
  const options = s3OptionsOf(config);
  const store = s3BlobStore(options);
  try {
    await store.reach();
    return [well('s3', s3StoreName(options))];
  } finally {
    store.close();
  }
}
