import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { writeUntaughtModel } from '../../../../bench/untaughtModel.js';
import { featureStore } from '../../../../src/adapters/features/featureStore.js';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { writeModel } from '../../../../src/adapters/networks/modelFolder.js';
import { networkFile } from '../../../../src/adapters/onnx/network/networkFile.js';
import { semitones } from '../../../../src/audio/semitones/semitoneGrid.js';
import { dualNetScorer } from '../../../../src/cli/runtime/wiring/dualNetScorer.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { initialWeights } from '../../../../src/model/initialWeights.js';
import { measureNetwork } from '../../../../src/model/measureNetwork.js';
import { dualNet } from '../../../../src/model/networks/dualNet.js';
import { storedClip } from '../../../support/clips.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('refuses a model whose record names no encoder of voices', async () => {
  const known = await writeUntaughtModel(at('half'));
  await writeModel(at('half'), new Map([['harmonic.onnx', await readFile(at('half/harmonic.onnx'))]]), known);
  const stems = featureStore(fileBlobStore(at('blobs')));
  expect(() => dualNetScorer(stems, { folder: at('half') })).toThrow(/its record names no vocal.onnx/);
});

it('scores nothing by a network that computes no numbers', async () => {
  const known = await writeUntaughtModel(at('spoilt'));
  const weights = initialWeights(
    measureNetwork(dualNet('vocal'), { rows: [1, 4, 1, semitones] }).weights,
    randomFrom('1'),
  );
  for (const { values } of weights.values()) values.fill(3e38);
  const inputs = { rows: ['stems', 'rows', 1, semitones] as const };
  const vocal = networkFile(dualNet('vocal'), weights, { name: 'vocal', inputs });
  const harmonic = await readFile(at('spoilt/harmonic.onnx'));
  const files = new Map<string, Uint8Array>([
    ['vocal.onnx', vocal],
    ['harmonic.onnx', harmonic],
  ]);
  await writeModel(at('spoilt'), files, known);

  const blobs = fileBlobStore(at('blobs'));
  const seed = await storedClip('seed', { tonic: 0 }, blobs);
  const clip = await storedClip('part', { tonic: 0 }, blobs);
  const scorer = dualNetScorer(featureStore(blobs), { folder: at('spoilt') });
  await expect(scorer.preScore([{ seed, role: 'harmonic', clip, shift: 0 }])).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(/Loading the network .*vocal.onnx/) as string,
  });
  await scorer.close();
});
