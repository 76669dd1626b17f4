import { describe, expect, it } from 'vitest';
import { notStarted } from '../../../src/adapters/process/notStarted.js';

describe('notStarted', () => {
  // As dash, bash, busybox and glibc's loader say it.
  it.each([
    [2, 'leash: 1: Cannot fork\n'],
    [
      254,
      'leash: fork: retry: Resource temporarily unavailable\nleash: fork: Resource temporarily unavailable',
    ],
    [2, "leash: can't fork: Resource temporarily unavailable"],
    [126, 'leash: 1: exec: ffmpeg: Cannot allocate memory'],
    [126, 'leash: line 1: /usr/bin/ffmpeg: Too many open files in system'],
    [126, 'leash: 1: exec: ffmpeg: Text file busy'],
    [
      127,
      'ffmpeg: error while loading shared libraries: libz.so.1: cannot open shared object file: Error 24',
    ],
    [127, 'ffmpeg: error while loading shared libraries: libz.so.1: Cannot allocate memory'],
  ])('is a shortage that passes: %d %j', (code, stderr) => {
    const error = notStarted('ffmpeg', { code, stderr });
    expect(error).toMatchObject({ code: 'unavailable', retryable: true, context: { program: 'ffmpeg' } });
    expect(error?.message).toMatch(/^Starting ffmpeg: the machine is short of .*run again\.$/);
  });

  it.each([
    [127, 'leash: 1: exec: ffmpeg: not found', /^ffmpeg is not installed\. Install it with: /],
    [127, 'leash: exec: line 0: ffmpeg: not found', /^ffmpeg is not installed\. Install it with: /],
    [127, '', /^ffmpeg is not installed/],
    [126, 'leash: 1: exec: ffmpeg: Permission denied', /^ffmpeg cannot be run \(.*Permission denied\)/],
    [
      127,
      'ffmpeg: error while loading shared libraries: libx.so.1: cannot open shared object file: No such file or directory',
      /^ffmpeg cannot be run \(.*libx\.so\.1.*\)\. Install it anew with: /,
    ],
  ])('is a program that is missing or broken: %d %j', (code, stderr, says) => {
    const error = notStarted('ffmpeg', { code, stderr });
    expect(error).toMatchObject({ code: 'missing-program', retryable: false });
    expect(error?.message).toMatch(says);
  });

  it.each([
    [0, 'leash: 1: Cannot fork'],
    [null, 'leash: 1: Cannot fork'],
    [1, 'leash: 1: cannot open /dev/null: No such file'],
    [126, 'Permission denied'],
    [2, 'the fork: a leash: cannot fork'],
  ])('knows a program that did begin: %s %j', (code, stderr) => {
    expect(notStarted('ffmpeg', { code, stderr })).toBeUndefined();
  });
});
