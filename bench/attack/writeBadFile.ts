import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../../src/domain/random.js';
import { craftedFiles } from './craftedFiles.js';
import { manglings } from './mangle.js';
import type { BadFile } from './planFiles.js';
import type { SoundSources } from './soundSources.js';

export interface Materials {
  readonly sources: SoundSources;
  /** A stem that is good. */
  readonly stem: string;
}

/**
 * Makes a bad file in a folder of its own. Resolves to the path of what the program must account for: the file, or the folder of the
 * stems that it is one of.
 */
export function writeBadFile(file: BadFile, folder: string, { sources, stem }: Materials): string {
  mkdirSync(folder, { recursive: true });
  const whole = (format: string): Buffer => sources.get(format) ?? Buffer.alloc(0);
  switch (file.kind) {
    case 'crafted':
      return craftedFiles[file.crafted](join(folder, file.name), sources);
    case 'not UTF-8': {
      const name = Buffer.from(`/\u00ff\u00fe song.${file.format}`, 'latin1');
      writeFileSync(Buffer.concat([Buffer.from(folder), name]), whole(file.format));
      return join(folder, `\ufffd\ufffd song.${file.format}`);
    }
    case 'sidecar':
      writeFileSync(join(folder, 'song.flac'), whole('flac'));
      writeFileSync(join(folder, 'song.mash.json'), file.content);
      return join(folder, 'song.flac');
    case 'mangled':
    case 'mangled stem': {
      const random = randomFrom('mangle', file.seed);
      const path = join(folder, `${file.name}.${file.ending}`);
      writeFileSync(path, manglings[file.mangling](whole(file.format), { random, sources }));
      if (file.kind === 'mangled') return path;
      cpSync(stem, join(folder, 'drums.flac'));
      return folder;
    }
  }
}
