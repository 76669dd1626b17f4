import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createTopics } from '../../../src/adapters/kafka/topics/createTopics.js';
import { topicPlans } from '../../../src/adapters/kafka/topics/topicPlans.js';
import { topics } from '../../../src/domain/topics.js';
import { describeOn } from '../describeOn.js';

describeOn('kafka', 'topics', (kafka) => {
  it('are made by several at one time: nobody fails because a broker has not heard of a topic yet', async () => {
    const plans = topicPlans({ partitions: 4, replication: 1 });
    const made = Array.from({ length: 5 }, () =>
      createTopics({ ...kafka(), topicPrefix: `t${randomUUID().slice(0, 8)}.` }, plans),
    );
    for (const names of await Promise.all(made)) expect(names).toEqual(Object.keys(topics));
  });
});
