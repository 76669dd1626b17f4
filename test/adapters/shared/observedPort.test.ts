import { expect, it } from 'vitest';
import { observedPort } from '../../../src/adapters/shared/observedPort.js';
import { patient } from '../../../src/adapters/shared/patient.js';
import { createPatience } from '../../../src/adapters/shared/patience.js';
import { storeObservers } from '../../../src/adapters/shared/storeObservers.js';
import { PipelineError } from '../../../src/errors.js';

const told = (): { readonly heard: string[]; readonly observers: ReturnType<typeof storeObservers> } => {
  const heard: string[] = [];
  const observers = storeObservers();
  observers.add({
    answered: (store, operation, seconds) => heard.push(`${store} ${operation} ${seconds >= 0}`),
    erred: (store, code) => heard.push(`${store} ${code}`),
  });
  return { heard, observers };
};

it('tells of calls that end well and badly, and changes nothing of them', async () => {
  const { heard, observers } = told();
  const port = observedPort(
    'catalogue',
    {
      name: 'shelf',
      get: (key: string) => Promise.resolve(`value of ${key}`),
      put: (): Promise<void> => Promise.reject(new PipelineError('disk-full', 'no room')),
      stream: () => [1, 2],
    },
    observers,
  );
  expect([port.name, await port.get('a'), port.stream()]).toEqual(['shelf', 'value of a', [1, 2]]);
  await expect(port.put()).rejects.toMatchObject({ code: 'disk-full' });
  expect(heard).toEqual(['catalogue get true', 'catalogue put true', 'catalogue disk-full']);
});

it('inside patience, tells of each try of what is waited for', async () => {
  const { heard, observers } = told();
  let left = 2;
  const get = (): Promise<string> =>
    (left -= 1) < 0
      ? Promise.resolve('there')
      : Promise.reject(new PipelineError('unavailable', 'away', { retryable: true }));
  const patience = createPatience({ pause: () => Promise.resolve() });
  expect(await patient(observedPort('log', { get }, observers), patience).get()).toBe('there');
  expect(heard.filter((line) => line === 'log unavailable')).toHaveLength(2);
  expect(heard.filter((line) => line === 'log get true')).toHaveLength(3);
});
