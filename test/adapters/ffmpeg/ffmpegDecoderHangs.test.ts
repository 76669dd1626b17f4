import { chmodSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { countProcesses } from '../../support/countProcesses.js';
import { makeSound } from '../../support/makeSound.js';
import { decoderBench } from './support/decoderBench.js';
import { failure } from './support/failure.js';

const { at } = decoderBench();

describe('a program that hangs', () => {
  const script = (name: string, body: string): string => {
    writeFileSync(at(name), `#!/bin/sh\n${body}\n`);
    chmodSync(at(name), 0o755);
    return at(name);
  };

  it('is killed at the time limit, with all that it started', async () => {
    const path = makeSound(at('fine.mp3'));
    const hanging = ffmpegDecoder({ ffprobe: script('hang', 'sleep 7321 & sleep 7321'), limit: 0.3 });
    await failure(hanging.decode({ uri: path, output: at('out.wav'), maxDuration: 600 }), 'timeout');
    await sleep(100);
    expect(countProcesses('sleep 7321')).toBe(0);
  });

  it('is killed when it does not get on, though it prints', async () => {
    const path = makeSound(at('fine.mp3'));
    const body =
      'case "$1" in -version) exit 0;; esac; while :; do echo out_time_us=5; echo speed=$$; sleep 0.05; done';
    const stuck = ffmpegDecoder({ ffmpeg: script('stuck', body), stall: 0.4 });
    const error = await failure(
      stuck.decode({ uri: path, output: at('out.wav'), maxDuration: 600 }),
      'timeout',
    );
    expect(error.message).toContain('did not get on');
  });

  it('is killed on abort', async () => {
    const path = makeSound(at('fine.mp3'));
    const hanging = ffmpegDecoder({ ffmpeg: script('hang2', 'sleep 7322') });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    await failure(hanging.identify(path, abort.signal), 'aborted');
    expect(countProcesses('sleep 7322')).toBe(0);
  });

  it('that crashes may be tried again; one that is missing is named with its cure', async () => {
    const path = makeSound(at('fine.mp3'));
    const crashing = ffmpegDecoder({ ffmpeg: script('crash', 'kill -SEGV $$') });
    expect((await failure(crashing.identify(path), 'child-died')).retryable).toBe(true);
    const missing = await failure(
      ffmpegDecoder({ ffprobe: 'no-such-ffprobe' }).decode({
        uri: path,
        output: at('out.wav'),
        maxDuration: 9,
      }),
      'missing-program',
    );
    expect(missing.message).toContain('no-such-ffprobe');
  });
});
