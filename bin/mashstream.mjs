#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/src/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  console.error('mashstream is not built yet. In its folder, run: npm run setup');
  process.exitCode = 1;
}
