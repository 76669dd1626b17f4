import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import type { KafkaOptions } from '../../../src/adapters/kafka/client/kafkaOptions.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';

/** Consumes `tracks` as group `ingest` with the options of the first argument (JSON), a line on stdout for each record; settles every second one. */
const options = JSON.parse(process.argv[2]) as KafkaOptions; // written by the test
const log = kafkaLog(options, { clock: systemClock });
let count = 0;
log.consume({ topics: ['tracks'], group: 'ingest', maxUnsettled: 1000 }).records$.subscribe((consumed) => {
  const { partition, offset } = consumed.record;
  writeSync(1, `${partition}/${offset}\n`);
  if (count++ % 2 === 0) consumed.settle();
});
