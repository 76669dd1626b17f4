import { describe, inject, it } from 'vitest';
import './found.js';
import type { Addresses, ServiceName } from './services.js';

/** With CI=true nothing is left out: a server that is missing fails the tests that need it. */
const mustRun = process.env['CI'] === 'true';

/** Tests on the server of that kind which all tests share; left out, with the reason, where there is none. */
export function describeOn<Name extends ServiceName>(
  name: Name,
  title: string,
  tests: (address: () => Addresses[Name]) => void,
): void {
  const { address, missing } = inject('services')[name];
  describeUnless(missing, title, () => {
    tests(() => {
      if (address !== undefined) return address;
      throw new Error(`There is no ${name}: ask for its address within a test.`);
    });
  });
}

/** Tests that start servers of that kind of their own, which they may kill. */
export function describeOwn(name: ServiceName, title: string, tests: () => void): void {
  const { missing, noneOfOwn } = inject('services')[name];
  // A named server is a choice: it cannot be killed, and that is no failure.
  const left = missing === undefined && noneOfOwn !== undefined;
  if (left) describe.skip(`${title} (${noneOfOwn})`, tests);
  else describeUnless(missing, title, tests);
}

/** Left out with the reason where something is missing; with CI=true a failure. */
export function describeUnless(missing: string | undefined, title: string, tests: () => void): void {
  if (missing === undefined) describe(title, tests);
  else if (!mustRun) describe.skip(`${title} (${missing})`, tests);
  else
    it(`${title}: can be tested`, () => {
      throw new Error(`There is no server: ${missing}`);
    });
}
