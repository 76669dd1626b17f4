import { escaped } from '../../domain/text/visible.js';

/**
 * Writes lines to stdout: all that this program writes there goes through here. What a terminal would obey, from ids, titles, paths or
 * messages of others, is written as JSON writes it, so that JSON stays the same value.
 */
export const print = (lines: string): void => void process.stdout.write(escaped(lines));

/** The same to stderr. */
export const printError = (lines: string): void => void process.stderr.write(escaped(lines));
