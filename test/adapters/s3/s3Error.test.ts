import { expect, it } from 'vitest';
import { s3Error } from '../../../src/adapters/s3/s3Error.js';
import { PipelineError } from '../../../src/errors.js';

const options = { bucket: 'songs', endpoint: 'http://store:9000' };
const work = { doing: 'Storing the blob', key: 'clips/a.flac', path: '/tmp/a.flac' };
const told = (name: string, fields: object = {}): PipelineError =>
  s3Error(Object.assign(new Error(`said by ${name}`), { name }, fields), work, options);

it.each([
  ['InvalidAccessKeyId', 's3AccessKeyId'],
  ['XAdminUserNotFound', 's3AccessKeyId'],
  ['SignatureDoesNotMatch', 's3SecretAccessKey'],
  ['ExpiredToken', 'AWS_SESSION_TOKEN'],
  ['PermanentRedirect', 's3Region'],
  ['NoSuchBucket', 's3Bucket'],
  ['AccessDenied', 'right to list, get, put and delete'],
  ['RequestTimeTooSkewed', 'clocks'],
  ['CredentialsProviderError', 's3AccessKeyId and s3SecretAccessKey'],
])('%s is a wrong setting, and the message names it: %s', (name, words) => {
  const error = told(name);
  expect(error).toMatchObject({ code: 'bad-config', retryable: false });
  expect(error.message).toMatch(
    new RegExp(`^Storing the blob clips/a.flac in the S3 bucket songs at http://store:9000: .*${words}`),
  );
  expect(error.message).toContain(`said by ${name}`);
});

it.each([
  ['SlowDown', { $metadata: { httpStatusCode: 503 } }],
  ['a name of its own', { $metadata: { httpStatusCode: 500 } }],
  ['a name of its own', { $metadata: { httpStatusCode: 429 } }],
  ['TimeoutError', {}],
  ['Error', { code: 'ECONNREFUSED', syscall: 'connect' }],
  ['Error', { code: 'ECONNRESET', syscall: 'read' }],
  ['Error', { code: 'EPIPE', syscall: 'write' }],
  ['Error', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
])('%s (%o) is a store that is away, and the same may be tried again', (name, fields) => {
  expect(told(name, fields)).toMatchObject({
    code: 'unavailable',
    retryable: true,
    context: { away: 'the S3 bucket songs at http://store:9000' },
  });
});

it('a 403 without a name, as a request without a body gets it, is a lack of rights', () => {
  expect(told('403', { $metadata: { httpStatusCode: 403 } })).toMatchObject({ code: 'bad-config' });
});

it('a store without room is a full disk', () => {
  expect(told('XMinioStorageFull', { $metadata: { httpStatusCode: 507 } })).toMatchObject({
    code: 'disk-full',
  });
});

it('trouble with the local file is told of the file, not of the store', () => {
  const full = told('Error', { code: 'ENOSPC', syscall: 'write' });
  expect(full).toMatchObject({ code: 'disk-full', context: { path: '/tmp/a.flac' } });
  expect(full.message).not.toContain('store:9000');
  expect(told('Error', { code: 'ENOENT', syscall: 'open', path: '/tmp/a.flac' })).toMatchObject({
    code: 'not-found',
  });
  expect(told('Error', { code: 'EMFILE', syscall: 'connect' })).toMatchObject({
    code: 'unavailable',
    retryable: true,
  });
});

it('what nobody knows is internal, with all that was said', () => {
  const error = told('StrangeError', { $metadata: { httpStatusCode: 400 } });
  expect(error).toMatchObject({ code: 'internal', retryable: false });
  expect(error.message).toContain('StrangeError: said by StrangeError');
});

it('an error of ours passes', () => {
  const ours = new PipelineError('corrupt-blob', 'damaged');
  expect(s3Error(ours, work, options)).toBe(ours);
});
