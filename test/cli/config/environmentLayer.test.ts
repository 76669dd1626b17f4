import { afterEach, expect, it, vi } from 'vitest';
import { configOf } from '../../../src/cli/config/configOf.js';
import { environmentLayer, unknownVariables } from '../../../src/cli/config/environmentLayer.js';

/** What Kubernetes sets where a service is called mashstream. */
const ofKubernetes = {
  MASHSTREAM_PORT: 'tcp://10.0.0.7:9464',
  MASHSTREAM_PORT_9464_TCP_ADDR: '10.0.0.7',
  MASHSTREAM_SERVICE_HOST: '10.0.0.7',
};

afterEach(() => vi.unstubAllEnvs());

it('leaves out variables that only look like settings', () => {
  const env = { ...ofKubernetes, MASHSTREAM_TOP: '3', MASHSTREAM_CONFIG: 'x.json', HOME: '/root' };
  expect(environmentLayer(env).values).toEqual({ top: '3' });
  expect(unknownVariables(env)).toEqual(Object.keys(ofKubernetes));
});

it('warns of them, on stderr, without their values', () => {
  for (const [name, value] of Object.entries(ofKubernetes)) vi.stubEnv(name, value);
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(configOf({ top: 2 }).top).toBe(2);
  expect(written.mock.calls.map(([text]) => String(text))).toEqual([
    'Not settings of mashstream, and left out: MASHSTREAM_PORT, MASHSTREAM_PORT_9464_TCP_ADDR, MASHSTREAM_SERVICE_HOST.\n',
  ]);
  written.mockRestore();
});
