import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { buildStamp, removeLeftovers } from '../../../scripts/lib/training/removeLeftovers.mjs';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('removes what dead processes of this machine have left, and what is hours old, and nothing at work', () => {
  const { pid } = spawnSync('true');
  const own = `${buildStamp()}abc`;
  const elsewhere = `other.host.${pid}.abc`;
  for (const name of [own, elsewhere, `${hostname()}.${pid}.abc`, 'other.host.7.old', 'old'])
    mkdirSync(at(name, 'new'), { recursive: true });
  const longAgo = new Date(Date.now() - 4 * 60 * 60_000);
  for (const name of ['other.host.7.old', 'old']) utimesSync(at(name), longAgo, longAgo);
  removeLeftovers(at());
  expect(readdirSync(at()).sort()).toEqual([own, elsewhere].sort());
});
