/** Compares two texts as databases do, by their UTF-8: JavaScript's own order differs for characters beyond U+FFFF. */
export const byText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
