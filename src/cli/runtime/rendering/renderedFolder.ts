import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../../../config.js';
import type { Clip } from '../../../domain/clip.js';
import type { Mashup } from '../../../domain/mashup.js';
import { mashupFolder } from '../../results/mashup/mashupFolder.js';

const formats = configSchema.shape.format.unwrap().options;

/** The folder in `out` in which a mashup lies rendered whole, in whatever format; undefined where there is none. */
export const renderedFolder = (
  out: string,
  mashup: Mashup,
  clips: ReadonlyMap<string, Clip>,
): string | undefined =>
  formats
    .map((format) => join(out, mashupFolder(mashup.mashupId, mashup, { clips, format, muted: [] })))
    .find((path) => existsSync(join(path, 'mashup.json')));
