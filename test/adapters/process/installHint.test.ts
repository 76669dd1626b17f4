import { expect, it } from 'vitest';
import { installHint } from '../../../src/adapters/process/installHint.js';

it('installHint is a command that can be typed', () => {
  expect(installHint('rubberband', 'linux')).toBe('sudo apt-get install -y rubberband-cli');
  expect(installHint('ffprobe', 'linux')).toBe('sudo apt-get install -y ffmpeg');
  expect(installHint('rubberband', 'darwin')).toBe('brew install rubberband');
  expect(installHint('ffprobe', 'darwin')).toBe('brew install ffmpeg');
  expect(installHint('other', 'linux')).toBe('put other on the PATH');
});
