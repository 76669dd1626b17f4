import { expect, it } from 'vitest';
import { nodeProblem } from '../../scripts/lib/nodeProblem.mjs';

it.each(['20.19.0', '20.20.2', '22.0.0', '24.3.1'])('Node %s will do', (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

it.each(['18.20.4', '20.18.3', '16.0.0'])(
  'Node %s is too old, and the message says what is needed',
  (version) => {
    expect(nodeProblem(version)).toContain('Node 20.19 or newer');
    expect(nodeProblem(version)).toContain(version);
  },
);
