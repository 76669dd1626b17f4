import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { modelSchema, modelVersion, type Model } from '../../src/domain/learning/model.js';
import type { CurrentModel } from '../../src/domain/learning/publishedModel.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import type { Log } from '../../src/ports/log.js';
import type { ModelFiles, Models } from '../../src/ports/models.js';
import { contract, type Fixture, type Rule } from './contract.js';

export interface ModelsFixture extends Fixture<Models> {
  /** The stores beneath what was opened last. */
  readonly stores: () => { readonly log: Log; readonly blobs: BlobStore };
  /** Writes other bytes where a blob lies. */
  readonly damage: (key: string, bytes: Uint8Array) => Promise<void>;
}

/** The promises of the port Models, to be kept on every log and blob store. */
export const modelsContract = (adapter: string, makeFixture: () => ModelsFixture): void =>
  contract<Models, ModelsFixture>(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<Models, ModelsFixture>>> = {
  'what was published is there, whole, for everybody': publishedIsThere,
  'all versions are listed, the oldest first': listsAll,
  'publishing again changes nothing, and mends what is damaged': publishesAgain,
  'a version that judges otherwise is refused': refusesOther,
  'files that are not those of the record are refused': refusesFiles,
  'damaged files are told, and no damage passes': tellsDamage,
  'a version is made current, and the ones before are remembered': remembers,
  'going back leaves out what lies between': goesBack,
  'what was not published cannot be current': refusesUnknown,
  'who follows hears of what is current, then of each change, of one name': follows,
  'what others write in the topic is passed over': passesOver,
};

interface Made {
  readonly model: Model;
  readonly files: ModelFiles;
}

function made(content: string, name = 'dualnet'): Made {
  const files = new Map(
    ['vocal.onnx', 'harmonic.onnx'].map((file) => [file, Buffer.from(`${file} ${content}`)]),
  );
  const facts = [...files].map(([file, bytes]) => [
    file,
    { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  ]);
  const hashes = Object.fromEntries(facts) as Model['files']; // of such entries
  const model = modelSchema.parse({
    ...{ schema: 1, name, kind: 'dualnet', inputs: { rows: '1' }, weights: { network: 1, harmony: 1 } },
    ...{ version: modelVersion(hashes), files: hashes, data: [], figures: {} },
    training: { seed: '1', steps: 1, engine: 'none' },
  });
  return { model, files };
}

/** Publishes models of such content; their versions. */
async function published(models: Models, contents: readonly string[]): Promise<readonly string[]> {
  const versions: string[] = [];
  for (const content of contents) {
    const { model, files } = made(content);
    versions.push((await models.publish(model, files)).version);
  }
  return versions;
}

async function publishedIsThere({ open, other, crash }: ModelsFixture) {
  const { model, files } = made('one');
  const models = await open();
  expect(await models.find(model.name, model.version)).toBeUndefined();
  const first = await models.publish(model, files);
  expect(first).toMatchObject(model);
  for (const another of [other, crash]) {
    const each = await another();
    const found = await each.find(model.name, model.version);
    expect(found).toEqual(first);
    const read = await each.files(found ?? first);
    expect([...read].map(([file, bytes]) => [file, Buffer.from(bytes).toString()]).sort()).toEqual(
      [...files].map(([file, bytes]) => [file, bytes.toString()]).sort(),
    );
  }
}

async function listsAll({ open }: ModelsFixture) {
  const models = await open();
  expect(await models.list()).toEqual([]);
  const versions = await published(models, ['c', 'a', 'b']);
  const { model, files } = made('a', 'another');
  await models.publish(model, files);
  await models.makeCurrent('dualnet', versions[1], 'promoted');
  expect((await models.list()).map(({ name, version }) => [name, version])).toEqual([
    ['another', model.version],
    ...versions.map((version) => ['dualnet', version]),
  ]);
}

async function publishesAgain({ open, stores, damage }: ModelsFixture) {
  const { model, files } = made('one');
  const models = await open();
  const first = await models.publish(model, files);
  const end = await stores().log.end('models');
  expect(await models.publish({ ...model, figures: { later: 1 } }, files)).toEqual(first);
  expect(await stores().log.end('models')).toEqual(end);
  await damage(first.blobs['vocal.onnx'].key, Buffer.from('spoilt'));
  await models.publish(model, files);
  expect((await models.files(first)).get('vocal.onnx')?.toString()).toBe(files.get('vocal.onnx')?.toString());
}

async function refusesOther({ open }: ModelsFixture) {
  const { model, files } = made('one');
  const models = await open();
  await models.publish(model, files);
  const others: readonly Partial<Model>[] = [
    { weights: { network: 9, harmony: 1 } },
    { kind: 'premixnet' },
    { width: 1 / 2 },
    { calibration: { a: -2, b: 0 } },
  ];
  for (const other of others)
    await expect(models.publish({ ...model, ...other }, files)).rejects.toMatchObject({
      code: 'refused-input',
    });
}

async function refusesFiles({ open, stores }: ModelsFixture) {
  const { model, files } = made('one');
  const models = await open();
  const [name] = files.keys();
  const wrong: readonly (readonly [Model, ModelFiles])[] = [
    [model, new Map([...files, [name, Buffer.from('other bytes')]])],
    [model, new Map([...files].slice(1))],
    [model, new Map([...files, ['more.onnx', Buffer.from('more')]])],
    [{ ...model, name: '../out' }, files],
    [{ ...model, version: 'current' }, files],
  ];
  for (const [each, some] of wrong)
    await expect(models.publish(each, some)).rejects.toMatchObject({ code: 'refused-input' });
  expect(await models.list()).toEqual([]);
  expect(await stores().blobs.list('models/')).toEqual([]);
}

async function tellsDamage({ open, stores, damage }: ModelsFixture) {
  const { model, files } = made('one');
  const models = await open();
  const { blobs, ...rest } = await models.publish(model, files);
  await damage(blobs['vocal.onnx'].key, Buffer.from('spoilt'));
  const told = {
    code: 'corrupt-blob',
    message: expect.stringMatching(/vocal.onnx is damaged or gone/) as string,
  };
  await expect(models.files({ ...rest, blobs })).rejects.toMatchObject(told);
  await stores().blobs.removePrefix('models/');
  await expect(models.files({ ...rest, blobs })).rejects.toMatchObject({ code: 'corrupt-blob' });
  const swapped = { 'vocal.onnx': blobs['harmonic.onnx'], 'harmonic.onnx': blobs['harmonic.onnx'] };
  await models.publish(model, files);
  await expect(models.files({ ...rest, blobs: swapped })).rejects.toMatchObject(told);
}

async function remembers({ open, crash }: ModelsFixture) {
  const models = await open();
  const [a, b, c] = await published(models, ['a', 'b', 'c']);
  expect(await models.current('dualnet')).toBeUndefined();
  for (const version of [a, b, b, c]) await models.makeCurrent('dualnet', version, 'better');
  const told = { name: 'dualnet', current: c, reason: 'better', before: [b, a] };
  const later = await crash();
  expect(await later.current('dualnet')).toMatchObject(told);
  const again = await later.makeCurrent('dualnet', a, 'promoted');
  expect(again.before).toEqual([c, b]);
}

async function goesBack({ open }: ModelsFixture) {
  const models = await open();
  const [a, b, c] = await published(models, ['a', 'b', 'c']);
  for (const version of [a, b, c]) await models.makeCurrent('dualnet', version, 'promoted');
  expect(await models.makeCurrent('dualnet', b, 'rolled back')).toMatchObject({ current: b, before: [a] });
  expect(await models.makeCurrent('dualnet', a, 'rolled back')).toMatchObject({ current: a, before: [] });
  expect(await models.makeCurrent('dualnet', c, 'promoted')).toMatchObject({ current: c, before: [a] });
}

async function refusesUnknown({ open, stores }: ModelsFixture) {
  const models = await open();
  await published(models, ['a']);
  const end = await stores().log.end('models');
  await expect(models.makeCurrent('dualnet', 'nobody', 'promoted')).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(models.makeCurrent('nobody', 'a', 'promoted')).rejects.toMatchObject({ code: 'not-found' });
  expect(await stores().log.end('models')).toEqual(end);
}

async function follows({ open, other }: ModelsFixture) {
  const models = await open();
  const [a, b] = await published(models, ['a', 'b']);
  const { model, files } = made('x', 'another');
  await models.publish(model, files);
  await models.makeCurrent('dualnet', a, 'promoted');
  const heard: CurrentModel[] = [];
  const following = (await other()).follow('dualnet').subscribe((current) => heard.push(current));
  try {
    await expect.poll(() => heard.map(({ current }) => current), { timeout: 15_000 }).toEqual([a]);
    await models.makeCurrent('another', model.version, 'promoted');
    await models.makeCurrent('dualnet', b, 'better');
    await models.makeCurrent('dualnet', a, 'rolled back');
    await expect.poll(() => heard.map(({ current }) => current), { timeout: 15_000 }).toEqual([a, b, a]);
  } finally {
    following.unsubscribe();
  }
}

async function passesOver({ open, stores }: ModelsFixture) {
  const models = await open();
  const [version] = await published(models, ['a']);
  const write = (key: string, text: string): Promise<void> =>
    stores().log.append('models', [{ key, value: Buffer.from(text) }]);
  await write('terms', '{"schema":1,"terms":"fit@1"}');
  await write('dualnet/current', 'no JSON');
  await write('dualnet/other', JSON.stringify({ ...made('a').model, blobs: {} }));
  await stores().log.append('models', [{ key: 'dualnet/gone', value: null }]);
  expect((await models.list()).map((model) => model.version)).toEqual([version]);
  expect(await models.current('dualnet')).toBeUndefined();
  expect(await models.makeCurrent('dualnet', version, 'promoted')).toMatchObject({
    current: version,
    before: [],
  });
}
