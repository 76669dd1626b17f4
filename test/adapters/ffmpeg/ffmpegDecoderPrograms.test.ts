import { chmodSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { probeSource } from '../../../src/adapters/ffmpeg/probeSource.js';
import { countProcesses } from '../../support/countProcesses.js';
import { makeSound } from '../../support/makeSound.js';
import { decoderBench } from './support/decoderBench.js';
import { failure } from './support/failure.js';

const { at } = decoderBench();

describe('a program', () => {
  const script = (name: string, body: string): string => {
    writeFileSync(at(name), `#!/bin/sh\n${body}\n`);
    chmodSync(at(name), 0o755);
    return at(name);
  };

  it('that hangs is killed at the time limit, with all that it started', async () => {
    const path = makeSound(at('fine.mp3'));
    const hanging = ffmpegDecoder({ ffprobe: script('hang', 'sleep 7321 & sleep 7321'), limit: 0.3 });
    await failure(hanging.decode({ uri: path, output: at('out.wav'), maxDuration: 600 }), 'timeout');
    await sleep(100);
    expect(countProcesses('sleep 7321')).toBe(0);
  });

  it('that hangs is killed when it does not get on, though it prints', async () => {
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

  it('that hangs is killed on abort', async () => {
    const path = makeSound(at('fine.mp3'));
    const hanging = ffmpegDecoder({ ffmpeg: script('hang2', 'sleep 7322') });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    await failure(hanging.identify(path, abort.signal), 'aborted');
    expect(countProcesses('sleep 7322')).toBe(0);
  });

  it('that is killed may be tried again; one that crashes on a file would crash again', async () => {
    const path = makeSound(at('fine.mp3'));
    const killed = ffmpegDecoder({ ffmpeg: script('killed', 'kill -KILL $$') });
    expect((await failure(killed.identify(path), 'child-died')).retryable).toBe(true);
    const crashing = ffmpegDecoder({ ffmpeg: script('crash', 'kill -SEGV $$') });
    const crash = await failure(crashing.identify(path), 'refused-input');
    expect(crash.retryable).toBe(false);
    expect(crash.message).toMatch(
      /crashed \(SIGSEGV\): the file is damaged, or .* needs more memory for it than the 512 MB/,
    );
  });

  it('that is missing is named with its cure', async () => {
    const path = makeSound(at('fine.mp3'));
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

  it('that prints without end is stopped', async () => {
    const path = makeSound(at('fine.mp3'));
    const endless = ffmpegDecoder({ ffprobe: script('endless', 'exec yes') });
    const error = await failure(endless.identify(path), 'refused-input');
    expect(error.message).toMatch(/tells of it without end/);
  });

  it.each(['', 'no JSON', '{"streams": 3}', '[]'])(
    'ffprobe that prints %j is no reason to fall',
    async (text) => {
      const path = makeSound(at('fine.mp3'));
      const confused = ffmpegDecoder({ ffprobe: script('confused', `printf '%s' '${text}'`) });
      const error = await failure(confused.identify(path), 'not-audio');
      expect(error.message).toMatch(/what ffprobe says of it makes no sense/);
    },
  );

  it.each([
    ['"N/A"', '"N/A"', undefined],
    ['"-5"', '"inf"', undefined],
    ['"1e300"', '"nan"', undefined],
    ['"1e300"', '"7"', 7],
    ['"8"', '"7"', 8],
  ])(
    'ffprobe that gives the durations %s and %s is believed as far as it makes sense',
    async (whole, stream, duration) => {
      const text = `{"format": {"duration": ${whole}}, "streams": [{"channels": 0, "sample_rate": "0", "duration": ${stream}}]}`;
      const ffprobe = script('absurd', `printf '%s' '${text}'`);
      const probed = await probeSource(makeSound(at('fine.mp3')), { ffprobe, limit: 20 });
      expect(probed).toEqual({ duration, channels: 2, tags: {} });
    },
  );
});
