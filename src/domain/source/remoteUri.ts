/** Is it an address of another machine, from which the source is fetched? Anything else is a path or a file: address, or is refused. */
export const isRemote = (uri: string): boolean => /^(?:s3|https?):/i.test(uri);

export interface S3Address {
  readonly bucket: string;
  /** As it is in the store: nothing in it is percent-encoded. */
  readonly key: string;
}

/** What `s3://bucket/key` names; undefined where it is not of that form. */
export function s3Address(uri: string): S3Address | undefined {
  const found = /^s3:\/\/([a-z0-9][a-z0-9._-]{1,61}[a-z0-9])\/(.+)$/is.exec(uri);
  return found ? { bucket: found[1], key: found[2] } : undefined;
}

const forms = 'https://host/path or s3://bucket/key';

/** What is wrong with an address of another machine, in words that follow its name and do not repeat it; undefined: nothing. */
export function remoteProblem(uri: string): string | undefined {
  if (!URL.canParse(uri)) return `is no proper address: write ${forms}`;
  const { username, password, protocol } = new URL(uri);
  if (username !== '' || password !== '')
    return 'must not hold a user name or a password: they are neither sent nor kept safe';
  if (protocol === 's3:' && s3Address(uri) === undefined) return `is no proper address: write ${forms}`;
  return undefined;
}
