import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { engines } from '../../../src/adapters/tfjs/engines.js';
import { loadTfjs } from '../../../src/adapters/tfjs/loadTfjs.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('without it, says where it was looked for and what to run', async () => {
  await expect(loadTfjs({ MASHSTREAM_TFJS: at('none') })).rejects.toMatchObject({
    code: 'missing-program',
    message: `Training needs TensorFlow.js, and there is none in ${at('none')}. Run: npm run setup:train`,
  });
});

it('where it does not load, says why of each and what to run', async () => {
  for (const { folder, packageName } of engines) {
    const addon = at(folder, 'node_modules', packageName, 'lib/napi-v8/tfjs_binding.node');
    mkdirSync(dirname(addon), { recursive: true });
    writeFileSync(addon, 'no library');
  }
  await expect(loadTfjs({ MASHSTREAM_TFJS: at() })).rejects.toMatchObject({
    code: 'missing-program',
    message: expect.stringMatching(
      /does not load \(.*tfjs-gpu-4.*: .*too short.*; .*tfjs-4.*\)\. Run: npm run setup:train$/,
    ) as string,
  });
});
