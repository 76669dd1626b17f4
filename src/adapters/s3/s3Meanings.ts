import type { ErrorCode } from '../../errors.js';

export interface Meaning {
  readonly code: ErrorCode;
  readonly advice: string;
}

const setting = (advice: string): Meaning => ({ code: 'bad-config', advice });

const accessKey = setting('It does not know the access key id. Correct the setting s3AccessKeyId.');
const token = setting('The session token is not valid (any more). Renew AWS_SESSION_TOKEN.');
const region = setting('It belongs to another region. Correct the setting s3Region.');
const endpoint = setting(
  'It is not reached in the way it wants. Correct the setting s3Endpoint (http or https?).',
);
const certificate = setting(
  'Its certificate is not trusted here. Correct the setting s3Endpoint, or name the authority in NODE_EXTRA_CA_CERTS.',
);
const changed: Meaning = {
  code: 'corrupt-blob',
  advice: 'What arrived is not what was announced: the file was changed meanwhile, or the way is faulty.',
};
const full: Meaning = { code: 'disk-full', advice: 'It has no more room. Free some, or raise the quota.' };

/**
 * What the names of errors mean to the user: those of S3 (other makes of servers than Amazon's have some of their own), of the AWS SDK
 * and of Node. What is missing here is told by isAway, or not known.
 */
export const s3Meanings: ReadonlyMap<string, Meaning> = new Map([
  ['NoSuchKey', { code: 'not-found', advice: 'There is no such object.' }],
  ['NoSuchBucket', setting('There is no such bucket. Make it, or correct the setting s3Bucket.')],
  ['InvalidBucketName', setting('That is no name of a bucket. Correct the setting s3Bucket.')],
  ['InvalidAccessKeyId', accessKey],
  ['XAdminUserNotFound', accessKey],
  ['SignatureDoesNotMatch', setting('The secret is wrong. Correct the setting s3SecretAccessKey.')],
  ['ExpiredToken', token],
  ['InvalidToken', token],
  ['CredentialsProviderError', setting('There are no credentials. Set s3AccessKeyId and s3SecretAccessKey.')],
  ['AuthorizationHeaderMalformed', region],
  ['PermanentRedirect', region],
  [
    'RegionMissing',
    setting('No region is known. Give the setting s3Region; us-east-1 will do for most servers.'),
  ],
  [
    'AccessDenied',
    setting('Access is denied. Give these credentials the right to list, get, put and delete.'),
  ],
  ['RequestTimeTooSkewed', setting('The clocks of this machine and the server differ. Set them right.')],
  ['EPROTO', endpoint],
  ['ERR_INVALID_URL', endpoint],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', certificate],
  ['SELF_SIGNED_CERT_IN_CHAIN', certificate],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', certificate],
  ['ERR_TLS_CERT_ALTNAME_INVALID', certificate],
  ['CERT_HAS_EXPIRED', certificate],
  ['KeyTooLongError', { code: 'refused-input', advice: 'Its key is too long.' }],
  ['BadDigest', changed],
  ['XAmzContentSHA256Mismatch', changed],
  ['InsufficientStorage', full],
  ['QuotaExceeded', full],
  ['XMinioStorageFull', full],
]);
