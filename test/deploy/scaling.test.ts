import { expect, it } from 'vitest';
import { z } from 'zod';
import { manifestsIn, podsOf } from '../support/deployed.js';
import { livePipeline } from '../support/livePipeline.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import type { TopologyName } from '../../src/cli/runtime/wiring/startPipeline.js';

const at = temporaryDirectory();
const base = manifestsIn('deploy/k8s/base');
const scaledSchema = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ name: z.string() }),
    triggers: z.array(z.object({ metadata: z.object({ consumerGroup: z.string(), topic: z.string() }) })),
  }),
});
const scaled = base
  .filter(({ kind }) => kind === 'ScaledObject')
  .map(({ content }) => scaledSchema.parse(content).spec);

/** Groups with their topics, as a run of that role shows them in its metrics. */
async function groupsOf(role: TopologyName): Promise<readonly string[]> {
  const live = await livePipeline(at(role), { names: [role] });
  const page = await (await fetch(`${live.url}/metrics`)).text();
  await live.close();
  const series = page.matchAll(/^mashstream_consumer_lag_records\{group="([^"]+)",topic="([^"]+)"\}/gm);
  return [...series].map(([, group, topic]) => `${group} ${topic}`).sort();
}

it.each(['ingest', 'match'] as const)('%s is scaled by the lag of all that it reads', async (role) => {
  const [{ triggers }] = scaled.filter(({ scaleTargetRef }) => scaleTargetRef.name === role);
  const asked = triggers.map(({ metadata }) => `${metadata.consumerGroup} ${metadata.topic}`).sort();
  expect(asked).toEqual(await groupsOf(role));
});

it('what is scaled is there', () => {
  const deployed = [...podsOf(base).keys()];
  for (const { scaleTargetRef } of scaled) expect(deployed).toContain(scaleTargetRef.name);
});
