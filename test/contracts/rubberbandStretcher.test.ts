import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { rubberbandStretcher } from '../../src/adapters/rubberband/rubberbandStretcher.js';
import { encodeWav } from '../../src/audio/encodeWav.js';
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
});
