/**
 * An address as it may be shown: without a user's name and password, and without what follows `?`, which may hold a key or a signature.
 * Of what cannot be read as an address nothing but the scheme is left. Paths and file: addresses stay as they are.
 */
export function shownUri(uri: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1].toLowerCase();
  if (scheme === undefined || scheme === 'file') return uri;
  if (!URL.canParse(uri)) return `${scheme}:…`;
  const { username, password, search, hash, host, pathname } = new URL(uri);
  // In a bucket ? and # are letters of a key.
  const plain = scheme === 's3' || (search === '' && hash === '');
  if (username === '' && password === '' && plain) return uri;
  return `${scheme}://${host}${pathname}${search === '' ? '' : '?…'}`;
}
