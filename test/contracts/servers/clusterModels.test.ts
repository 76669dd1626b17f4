import { modelRegistry } from '../../../src/adapters/networks/registry/modelRegistry.js';
import type { BlobStore } from '../../../src/ports/blobStore.js';
import type { Log } from '../../../src/ports/log.js';
import { describeOn } from '../../services/describeOn.js';
import { modelsContract } from '../modelsContract.js';
import { kafkaFixture } from './kafkaFixture.js';
import { s3Fixture } from './s3Fixture.js';

describeOn('kafka', 'models on Kafka and S3', (kafka) => {
  describeOn('s3', 'with S3', (s3) => {
    modelsContract('models: Kafka, 3 partitions, and S3', () => {
      const [logs, files] = [kafkaFixture(kafka(), 3), s3Fixture(s3())];
      let [log, blobs]: [Log | undefined, BlobStore | undefined] = [undefined, undefined];
      const onNewest = () => {
        if (!log || !blobs) throw new Error('Nothing is open.');
        return { log, blobs };
      };
      return {
        open: async () => {
          [log, blobs] = [await logs.open(), await files.open()];
          return modelRegistry(onNewest());
        },
        other: async () => modelRegistry({ log: await logs.other(), blobs: await files.other() }),
        crash: async () => {
          [log, blobs] = [await logs.crash(), await files.crash()];
          return modelRegistry(onNewest());
        },
        stores: onNewest,
        damage: files.damage,
        dispose: async () => {
          await logs.dispose();
          await files.dispose();
        },
      };
    });
  });
});
