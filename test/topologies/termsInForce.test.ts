import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { termsInForce, type FollowedTerms } from '../../src/topologies/termsInForce.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';

let driver: TopologyDriver;
const open: FollowedTerms[] = [];
beforeEach(() => {
  driver = topologyDriver();
});
afterEach(async () => {
  for (const terms of open.splice(0)) terms.close();
  await driver.close();
});

async function inForce(own: string): Promise<FollowedTerms> {
  const terms = await termsInForce(driver.log, own);
  open.push(terms);
  return terms;
}
const written = async (): Promise<number> => (await driver.log.end('models')).reduce((a, b) => a + b, 0);

describe('termsInForce', () => {
  it('puts terms in force once, whoever begins with them after that', async () => {
    const first = await inForce('amu');
    const second = await inForce('amu');
    expect(await written()).toBe(1);
    for (const terms of [first, second]) expect([terms.newest(), terms.orderOf('amu')]).toEqual(['amu', 0]);
    expect(first.orderOf('unknown')).toBe(-1);
  });

  it('the newer stand, and who works on older ones hears of them', async () => {
    const old = await inForce('amu');
    const now = await inForce('lee');
    await expect.poll(() => old.newest()).toBe('lee');
    expect(old.orderOf('lee')).toBeGreaterThan(old.orderOf('amu'));
    expect(now.orderOf('lee')).toBeGreaterThan(now.orderOf('amu'));
    expect(now.orderOf('lee')).toBe(old.orderOf('lee'));
  });

  it('older terms that are asked for again are the newest', async () => {
    await inForce('amu');
    const lee = await inForce('lee');
    const again = await inForce('amu');
    expect(again.orderOf('amu')).toBeGreaterThan(again.orderOf('lee'));
    await expect.poll(() => lee.newest()).toBe('amu');
    expect(await written()).toBe(3);
  });

  it('goes by nothing else that lies there', async () => {
    await driver.publish('models', 'terms', 'no json');
    await driver.publish('models', 'premix/1', { schema: 1, terms: 'of a model' });
    const terms = await inForce('amu');
    expect([terms.newest(), terms.orderOf('of a model')]).toEqual(['amu', -1]);
  });
});
