import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PipelineError } from '../../errors.js';
import type { ConfigLayer } from './configLayer.js';

const usual = 'mashstream.json';
const largest = 1 << 20;

/** Settings of a JSON file: the named one, which must exist, else `mashstream.json` in `folder` where there is one. */
export function fileLayer(folder: string, named: string | undefined): ConfigLayer {
  const file = named ?? usual;
  const nameOf = (field: string): string => `"${field}" in ${file}`;
  const failing = (why: string): ConfigLayer => ({ values: {}, nameOf, problems: [`${file}: ${why}`] });
  let content: string;
  try {
    const path = resolve(folder, file);
    const { size } = statSync(path);
    if (size > largest) return failing(`has ${size} bytes, more than any settings need`);
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && named === undefined) return { values: {}, nameOf, problems: [] };
    return failing(`cannot be read (${PipelineError.from(error).message})`);
  }
  const values = parseObject(content);
  return typeof values === 'string' ? failing(values) : { values, nameOf, problems: [] };
}

/** The object, or what is wrong. */
function parseObject(content: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return 'must hold one JSON object, such as { "top": 10 }';
    return { ...value };
  } catch (error) {
    return `is not JSON${placeOf(error)}`;
  }
}

/** Where JSON breaks off, without the words around it, which the parser's message quotes and which may be secret. */
function placeOf(error: unknown): string {
  const place = /\bat position \d+/.exec(error instanceof Error ? error.message : '');
  return place ? ` (${place[0]})` : '';
}
