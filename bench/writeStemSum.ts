import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { stemNames } from '../src/domain/role.js';
import type { Seconds } from '../src/domain/units.js';

/** Sums the four stems (`.ogg`) in a folder to the mix that they were made for, a WAV file; its first `duration` where given. */
export function writeStemSum(folder: string, output: string, duration?: Seconds): void {
  const inputs = stemNames.flatMap((name) => ['-i', join(folder, `${name}.ogg`)]);
  const sum = [
    '-filter_complex',
    'amix=inputs=4:normalize=0',
    '-ar',
    '44100',
    '-ac',
    '2',
    '-c:a',
    'pcm_f32le',
  ];
  const part = duration === undefined ? [] : ['-t', String(duration)];
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...inputs, ...sum, ...part, output]);
}
