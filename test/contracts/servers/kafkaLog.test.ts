import { describeOn } from '../../services/describeOn.js';
import { logContract } from '../logContract.js';
import { kafkaFixture } from './kafkaFixture.js';

describeOn('kafka', 'the port of the log on Kafka', (address) => {
  logContract('log: Kafka, 3 partitions', () => kafkaFixture(address(), 3));
});
