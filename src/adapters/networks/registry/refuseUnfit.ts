import { createHash } from 'node:crypto';
import type { Model } from '../../../domain/learning/model.js';
import { modelKey } from '../../../domain/learning/publishedModel.js';
import { PipelineError } from '../../../errors.js';
import type { ModelFiles } from '../../../ports/models.js';

/** Names become parts of keys, and of commands. */
const isName = (name: string): boolean => /^[\w][\w.-]{0,99}$/.test(name) && name !== 'current';

/** Error `refused-input` where files are not those that the record of a model names, or something cannot be a name. */
export function refuseUnfit(model: Model, files: ModelFiles): void {
  const names = [model.name, model.version, ...files.keys()];
  const wrong = names.find((name) => !isName(name));
  if (wrong !== undefined)
    throw refused(
      model,
      `${JSON.stringify(wrong)} is no name (letters, digits, dots, dashes and underscores)`,
    );
  for (const [name, { size, sha256 }] of Object.entries(model.files)) {
    const bytes = files.get(name);
    if (bytes?.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw refused(model, `${name} is not the file that its record names`);
  }
  const more = [...files.keys()].find((name) => !Object.hasOwn(model.files, name));
  if (more !== undefined) throw refused(model, `its record names no ${more}`);
}

const judgement = ({ kind, width, inputs, weights, calibration }: Model): string =>
  JSON.stringify([kind, width, inputs, weights, calibration]);

/** Error `refused-input` where a model of the same files judges otherwise: rankings could not tell the two apart. */
export function refuseOtherModel(before: Model, model: Model): void {
  if (judgement(before) === judgement(model)) return;
  throw refused(
    model,
    'it was published before, of the same files, with another kind, width, inputs, weights or calibration, and a version stays as it is',
  );
}

const refused = (model: Model, why: string): PipelineError =>
  new PipelineError(
    'refused-input',
    `Publishing the model ${modelKey(model)}: ${why}. Train it anew, or fetch it anew.`,
  );
