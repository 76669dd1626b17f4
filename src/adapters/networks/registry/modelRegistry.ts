import { createHash } from 'node:crypto';
import { filter, lastValueFrom, map, toArray } from 'rxjs';
import {
  currentKey,
  modelKey,
  type CurrentModel,
  type PublishedModel,
} from '../../../domain/learning/publishedModel.js';
import { recordValue } from '../../../domain/recordValue.js';
import { PipelineError } from '../../../errors.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { Log } from '../../../ports/log.js';
import type { ModelFiles, Models } from '../../../ports/models.js';
import { currentIn, publishedIn } from './modelRecords.js';
import { refuseOtherModel, refuseUnfit } from './refuseUnfit.js';

export interface RegistryStores {
  readonly log: Pick<Log, 'append' | 'newestOf' | 'readTable'>;
  readonly blobs: Pick<BlobStore, 'putBytes' | 'readBytes'>;
}

/** Versions that were current before, remembered to go back to. */
const remembered = 32;

/** Models as records of topic `models` and blobs `models/<name>/<version>/<file>`. */
export function modelRegistry({ log, blobs }: RegistryStores): Models {
  const find = async (name: string, version: string): Promise<PublishedModel | undefined> => {
    const record = await newest(modelKey({ name, version }));
    return record && publishedIn(record);
  };
  const newest = async (key: string) => (await log.newestOf('models', [key])).get(key);
  const current = async (name: string): Promise<CurrentModel | undefined> => {
    const record = await newest(currentKey(name));
    return record && currentIn(record);
  };
  return {
    find,
    current,
    async list() {
      const records = await lastValueFrom(log.readTable('models').pipe(toArray()));
      // Of a log in several partitions, which are read side by side.
      const inOrder = records.toSorted((a, b) => a.timestamp - b.timestamp || a.offset - b.offset);
      const published = new Map(inOrder.map((record) => [record.key, publishedIn(record)]));
      const models = [...published.values()].filter((model) => model !== undefined);
      return models.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    },
    async publish(model, files) {
      refuseUnfit(model, files);
      const before = await find(model.name, model.version);
      if (before) refuseOtherModel(before, model);
      const put = [...files].map(async ([file, bytes]) => {
        const ref = await blobs.putBytes(`models/${modelKey(model)}/${file}`, bytes);
        return [file, ref] as const;
      });
      const published = { ...model, blobs: Object.fromEntries(await Promise.all(put)) };
      if (before) return before;
      await log.append('models', [{ key: modelKey(model), value: recordValue('models', published) }]);
      return published;
    },
    files: (model) => filesOf(blobs, model),
    async makeCurrent(name, version, reason) {
      if (!(await find(name, version))) throw unknownModel(name, version);
      const old = await current(name);
      if (old?.current === version) return old;
      const next: CurrentModel = {
        schema: 1,
        name,
        current: version,
        reason,
        before: beforeOf(old, version, reason),
      };
      await log.append('models', [{ key: currentKey(name), value: recordValue('models', next) }]);
      return next;
    },
    follow: (name) =>
      log.readTable('models', { follow: true }).pipe(
        filter((record) => record.key === currentKey(name)),
        map(currentIn),
        filter((told) => told !== undefined),
      ),
  };
}

/** Going back leaves out what lies between; else what was current comes first. */
function beforeOf(
  old: CurrentModel | undefined,
  version: string,
  reason: CurrentModel['reason'],
): readonly string[] & string[] {
  if (!old) return [];
  const at = old.before.indexOf(version);
  if (reason === 'rolled back' && at >= 0) return old.before.slice(at + 1);
  return [old.current, ...old.before.filter((each) => each !== version)].slice(0, remembered);
}

async function filesOf(blobs: RegistryStores['blobs'], model: PublishedModel): Promise<ModelFiles> {
  const read = Object.entries(model.files).map(async ([file, { size, sha256 }]) => {
    const ref = Object.hasOwn(model.blobs, file) ? model.blobs[file] : undefined;
    const bytes = ref && (await blobs.readBytes(ref).catch((error: unknown) => lost(model, file, error)));
    const isWhole = bytes?.length === size && createHash('sha256').update(bytes).digest('hex') === sha256;
    return isWhole ? ([file, bytes] as const) : lost(model, file);
  });
  return new Map(await Promise.all(read));
}

function lost(model: PublishedModel, file: string, cause?: unknown): never {
  const away = cause instanceof PipelineError && !['corrupt-blob', 'not-found'].includes(cause.code);
  if (away) throw cause;
  throw new PipelineError(
    'corrupt-blob',
    `Fetching the model ${modelKey(model)}: its file ${file} is damaged or gone. Publish it again, or another.`,
    { cause },
  );
}

const unknownModel = (name: string, version: string): PipelineError =>
  new PipelineError(
    'not-found',
    `Making the model ${name}/${version} the current one: there is none of this name and version. Publish it first.`,
  );
