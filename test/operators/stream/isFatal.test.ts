import { expect, it } from 'vitest';
import { errorCodes, PipelineError } from '../../../src/errors.js';
import { isFatal } from '../../../src/operators/stream/isFatal.js';

it('fatal is what every further message would meet too, and nothing else', () => {
  const fatal = errorCodes.filter((code) => isFatal(new PipelineError(code, '')));
  expect(fatal.sort()).toEqual(['bad-config', 'disk-full', 'missing-program']);
});
