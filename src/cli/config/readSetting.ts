import { readFileSync, statSync } from 'node:fs';

/** Longer than any password, list or certificate path. */
const largest = 1 << 16;

/**
 * The value of a setting that lies in a file of its own, as Docker and Kubernetes hand over secrets; a line end at its end is cut. What is
 * wrong is told in words that follow a variable's name, and show neither the content nor the path: a password may stand in its place by mistake.
 */
export function readSetting(path: string): { readonly value: string } | { readonly problem: string } {
  try {
    const info = statSync(path);
    if (!info.isFile()) return { problem: 'what it names is no regular file' };
    if (info.size > largest)
      return { problem: `the file has ${info.size} bytes, more than the ${largest} of any setting` };
    const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    if (value === '') return { problem: 'the file is empty' };
    if (value.includes('\uFFFD')) return { problem: 'the file is no text (UTF-8)' };
    return { value };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { problem: code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})` };
  }
}
