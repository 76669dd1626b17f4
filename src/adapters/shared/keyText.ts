/** What text can tell of a record's raw key: U+FFFD stands for what it cannot hold; '' where there is no key. */
export const keyText = (rawKey: Uint8Array | null): string =>
  rawKey === null
    ? ''
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(rawKey).replaceAll('\0', '\uFFFD');
