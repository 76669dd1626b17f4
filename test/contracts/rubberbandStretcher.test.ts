import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { rubberbandStretcher } from '../../src/adapters/rubberband/rubberbandStretcher.js';
import { encodeWav } from '../../src/audio/files/encodeWav.js';
import { mountSmall } from '../support/mountSmall.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { stretcherContract } from './stretcherContract.js';

const missing = spawnSync('rubberband', ['--version']).error !== undefined && process.env['CI'] !== 'true';

describe.skipIf(missing)('needs the program rubberband', () =>
  stretcherContract('rubberband', () => rubberbandStretcher()),
);

describe('rubberbandStretcher', () => {
  const path = temporaryDirectory();
  const job = { input: path('in.wav'), output: path('out.wav'), duration: 1, formants: false } as const;

  it('says how to install the program where it is missing, and needs none where nothing changes', async () => {
    await writeFile(job.input, encodeWav({ sampleRate: 44_100, channels: [new Float32Array(44_100)] }));
    const stretcher = rubberbandStretcher({ program: 'rubberband-is-not-here' });
    await stretcher.stretch({ ...job, timeMap: [[0, 0]], shift: 0 });
    await expect(stretcher.stretch({ ...job, timeMap: [[0, 0]], shift: 1 })).rejects.toMatchObject({
      code: 'missing-program',
    });
  });

  it('tells what the program said when it fails', async () => {
    await writeFile(path('fails.sh'), '#!/bin/sh\necho no good >&2\nexit 3\n', { mode: 0o755 });
    const stretcher = rubberbandStretcher({ program: path('fails.sh') });
    await expect(stretcher.stretch({ ...job, timeMap: [[0, 0]], shift: 1 })).rejects.toThrow(
      /exit code 3: no good/,
    );
  });

  const disk = mountSmall(path('small'), 3);

  it.skipIf(missing || !disk)(
    'tells of a full disk, of which the program says nothing (needs root to mount it)',
    async () => {
      const frames = 44_100 * 10;
      const channels = [0, 1].map(() =>
        Float32Array.from({ length: frames }, (_, i) => Math.sin(i / 20) / 2),
      );
      await writeFile(path('long.wav'), encodeWav({ sampleRate: 44_100, channels }));
      // What goes in just fits.
      const output = path('small', 'out.wav');
      const long = { ...job, input: path('long.wav'), output, duration: 4, shift: 1 };
      await expect(rubberbandStretcher().stretch({ ...long, timeMap: [[0, 0]] })).rejects.toMatchObject({
        code: 'disk-full',
        message: expect.stringMatching(/The disk is full\. Free some space/) as string,
      });
      expect(await readdir(path('small'))).toEqual([]);
    },
  );
});
