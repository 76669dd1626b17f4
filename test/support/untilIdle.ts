import type { Running } from '../../src/topologies/run.js';
import type { TopologyDriver } from './topologyDriver.js';

/** Waits until nothing waits in any topic and nothing is in hand. */
export async function untilIdle(running: Running, driver: TopologyDriver): Promise<void> {
  while (!(await running.idle()) || driver.unsettled.count() > 0)
    await new Promise((resolve) => setTimeout(resolve, 2));
}
