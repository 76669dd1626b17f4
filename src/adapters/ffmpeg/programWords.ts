/** Stands for a file in what a program said. */
export const fileMark = '<file>';

const asPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** ffmpeg writes most control characters as question marks. */
const asWritten = (path: string): string =>
  // eslint-disable-next-line no-control-regex -- it is them that are looked for
  path.replace(/[\u0000-\u0007\u000e-\u001f]/g, '?');

/**
 * What a program said, with a mark in the place of the files it was given (also as `file:` addresses): a name may hold any words, those of
 * an error as well.
 */
export function programWords(stderr: string, files: readonly string[]): string {
  const names = files.flatMap((file) => [file, asWritten(file)]).sort((a, b) => b.length - a.length);
  return names.reduce((text, name) => {
    const mention = `file:${asPattern(name)}|${asPattern(name)}(?!\\w)`;
    return text.replaceAll(new RegExp(mention, 'g'), fileMark);
  }, stderr);
}
