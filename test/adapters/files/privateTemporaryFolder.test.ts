import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { privateTemporaryFolder } from '../../../src/adapters/files/privateTemporaryFolder.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const parent = (name: string): string => {
  mkdirSync(directory(name));
  return directory(name);
};

it('is made for this user alone, and found again', () => {
  const place = parent('fresh');
  const folder = privateTemporaryFolder(place);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(privateTemporaryFolder(place)).toBe(folder);
});

it('is refused where something else stands in its place', () => {
  const name = basename(privateTemporaryFolder(parent('name')));
  const place = parent('taken');
  symlinkSync(parent('elsewhere'), directory('taken', name));
  expect(() => privateTemporaryFolder(place)).toThrow(/not a folder of your own/);
  const file = parent('file');
  writeFileSync(directory('file', name), '');
  expect(() => privateTemporaryFolder(file)).toThrow(/not a folder of your own/);
});
