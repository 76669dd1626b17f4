import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installCommand } from '../../scripts/lib/installCommand.mjs';

let bin: string;
beforeEach(() => (bin = mkdtempSync(join(tmpdir(), 'mashstream-bin-'))));
afterEach(() => rmSync(bin, { recursive: true }));

it.each([
  ['apt-get', /^sudo apt-get update && sudo apt-get install -y .*ffmpeg rubberband-cli$/],
  ['dnf', /^sudo dnf install -y ffmpeg-free rubberband$/],
  ['pacman', /^sudo pacman -S --needed ffmpeg rubberband$/],
])('on Linux it is the command of the package manager that is there: %s', (manager, command) => {
  writeFileSync(join(bin, manager), '');
  expect(installCommand('linux', { PATH: bin })).toMatch(command);
});

it('is brew on a Mac and the way to WSL on Windows', () => {
  expect(installCommand('darwin', {})).toBe('brew install ffmpeg rubberband');
  expect(installCommand('win32', {})).toMatch(/^wsl --install/);
});

it('other packages are named as the manager knows them', () => {
  writeFileSync(join(bin, 'pacman'), '');
  const packages = {
    'apt-get': 'g++',
    dnf: 'gcc-c++',
    pacman: 'gcc',
    zypper: 'gcc-c++',
    apk: 'g++',
    brew: 'gcc',
  };
  expect(installCommand('linux', { PATH: bin }, packages)).toBe('sudo pacman -S --needed gcc');
});
