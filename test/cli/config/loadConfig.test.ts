import { Command } from 'commander';
import { addSettings } from '../../../src/cli/config/addSettings.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, type ConfigSources } from '../../../src/cli/config/loadConfig.js';
import { PipelineError } from '../../../src/errors.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mashstream-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (content: string, name = 'mashstream.json') => writeFileSync(join(folder, name), content);
const load = (sources: Partial<ConfigSources> = {}) => loadConfig({ folder, env: {}, flags: {}, ...sources });
const problemsOf = (sources: Partial<ConfigSources>): string => {
  try {
    load(sources);
  } catch (error) {
    expect(error).toBeInstanceOf(PipelineError);
    expect(error).toHaveProperty('code', 'bad-config');
    return (error as PipelineError).message;
  }
  throw new Error('the configuration was accepted');
};

describe('loadConfig', () => {
  it('has the documented defaults', () => {
    expect(load()).toMatchObject({
      data: 'data',
      out: 'out',
      clipsPerTrack: 2,
      maxDuration: 900,
      readTimeout: 60,
      shortlist: 16,
      scorer: 'dualnet',
      format: 'flac',
    });
    expect(load()).not.toHaveProperty('httpPort');
  });

  it('lets a flag win over the environment, that over the file, and that over the default', () => {
    write('{"top": 2, "scorer": "lee", "clipsPerTrack": 4}');
    const env = { MASHSTREAM_TOP: '3', MASHSTREAM_CLIPS_PER_TRACK: '5' };
    expect(load({ env, flags: { top: '7', clipsPerTrack: undefined } })).toMatchObject({
      top: 7,
      clipsPerTrack: 5,
      scorer: 'lee',
      out: 'out',
    });
  });

  it('reads numbers, switches and lists from text', () => {
    const env = {
      MASHSTREAM_HTTP_PORT: '9464',
      MASHSTREAM_USE_DOUBTFUL: 'yes',
      MASHSTREAM_EXCLUDE: ' Live , Remix,',
      MASHSTREAM_SEED: '007',
      MASHSTREAM_TOP: '',
      MASHSTREAM_TEST_KAFKA: 'localhost:9092',
      PATH: '/bin',
    };
    expect(load({ env })).toMatchObject({
      httpPort: 9464,
      useDoubtful: true,
      exclude: ['Live', 'Remix'],
      seed: '007',
      top: 5,
    });
  });

  it('a switch that is on is switched off by --no-…, or else where the other places say', () => {
    const flags = (...words: string[]): Readonly<Record<string, unknown>> => {
      const command = new Command();
      addSettings(command, ['duck']);
      return command.parse(words, { from: 'user' }).opts();
    };
    expect(load({ flags: flags() }).duck).toBe(true);
    expect(load({ flags: flags('--no-duck') }).duck).toBe(false);
    expect(load({ flags: flags(), env: { MASHSTREAM_DUCK: 'no' } }).duck).toBe(false);
  });

  it('takes a number as seed from a file', () => {
    write('{"seed": 42}');
    expect(load().seed).toBe('42');
  });

  it('reports problems at once, each as it is named where it came from', () => {
    write('{"scorer": "best", "colour": "red", "maxDuration": null}');
    const message = problemsOf({ env: { MASHSTREAM_TOP: 'abc' }, flags: { clipsPerTrack: 0 } });
    expect(message.split('\n')).toEqual([
      'The configuration has 5 problems:',
      '  - --clips-per-track: must be at least 1 (given: 0)',
      '  - "maxDuration" in mashstream.json: must be a number (given: null)',
      '  - "scorer" in mashstream.json: must be one of fit, dualnet, premixnet, postmixnet, amu, lee (given: "best")',
      '  - MASHSTREAM_TOP: must be a number (given: "abc")',
      '  - "colour" in mashstream.json: there is no such setting',
    ]);
  });

  it('names five of many, and how many more there are, in no more than 2,000 characters', () => {
    const wrong = Array.from({ length: 100 }, (_, i) => [`colour ${i} ${'x'.repeat(5000)}`, i]);
    const more = JSON.stringify({ ...Object.fromEntries(wrong), scorer: 'y'.repeat(100_000) });
    // Deeper than JSON can be written, though it can be read.
    write(`{"top": ${'['.repeat(50_000)}${']'.repeat(50_000)}, ${more.slice(1)}`);
    const message = problemsOf({});
    expect(message.split('\n')).toHaveLength(1 + 5 + 1);
    expect(message).toMatch(/^The configuration has 102 problems:[^]*and 97 more$/);
    expect(message.length).toBeLessThan(2000);
  });

  it('says what is wrong with the file, and with the rest as well', () => {
    write('{"top": ');
    expect(problemsOf({ flags: { scorer: 'x' } })).toMatch(/mashstream.json: is not JSON[^]*--scorer/);
    write('[1]');
    expect(problemsOf({})).toMatch('must hold one JSON object');
    write(' '.repeat(2_000_000));
    expect(problemsOf({})).toMatch('mashstream.json: has 2000000 bytes, more than any settings need');
  });

  it('wants a named file to exist', () => {
    expect(problemsOf({ file: 'mine.json' })).toMatch('mine.json: cannot be read');
    expect(problemsOf({ env: { MASHSTREAM_CONFIG: 'other.json' } })).toMatch('other.json: cannot be read');
    write('{"top": 9}', 'mine.json');
    expect(load({ file: 'mine.json' }).top).toBe(9);
  });
});
