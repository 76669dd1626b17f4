import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeSound } from '../../support/makeSound.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const program = fileURLToPath(new URL('./scarceFiles.ts', import.meta.url));

/** How everything ended in a process that may open few files. */
function inScarcity(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const script = 'ulimit -n 256; exec "$0" --import tsx "$@"';
  const text = execFileSync('sh', ['-c', script, process.execPath, program, at()], { encoding: 'utf8' });
  // The program prints such an object.
  return JSON.parse(text) as Record<string, Record<string, string>>;
}

describe.skipIf(process.platform === 'win32')('out of file descriptors', () => {
  it('whatever needs one is told as unavailable and may be tried again; nothing ends the process, nothing is remembered', () => {
    makeSound(at('song.wav'), { source: 'sine=duration=3' });
    const { 'with plenty': plenty, ...scarce } = inScarcity();
    const told = Object.values(scarce).flatMap((ends) => Object.entries(ends));
    for (const [work, end] of told)
      expect([work, end]).toEqual([work, expect.stringMatching(/^(?:done|unavailable, retryable)$/)]);
    for (const work of Object.keys(plenty))
      expect([work, scarce['with 0'][work]]).toEqual([work, 'unavailable, retryable']);
    expect([...new Set(Object.values(plenty))]).toEqual(['done']);
  }, 60_000);
});
