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
      scorer: 'amu',
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

  it('takes a number as seed from a file', () => {
    write('{"seed": 42}');
    expect(load().seed).toBe('42');
  });

  it('reports all problems at once, each as it is named where it came from', () => {
    write('{"scorer": "best", "colour": "red", "maxDuration": null}');
    const message = problemsOf({
      env: { MASHSTREAM_TOP: 'abc', MASHSTREAM_TOPP: '1' },
      flags: { clipsPerTrack: 0 },
    });
    expect(message.split('\n')[0]).toBe('The configuration has 6 problems:');
    expect(message).toMatch(/"scorer" in mashstream.json: .*"amu"\|"lee".*given: "best"/);
    expect(message).toMatch(/"colour" in mashstream.json: there is no such setting/);
    expect(message).toMatch(/"maxDuration" in mashstream.json: .*number.*given: null/);
    expect(message).toMatch(/MASHSTREAM_TOP: .*number.*given: "abc"/);
    expect(message).toMatch(/MASHSTREAM_TOPP: there is no such setting/);
    expect(message).toMatch(/--clips-per-track: .*>=1.*given: 0/);
  });

  it('says what is wrong with the file, and with the rest as well', () => {
    write('{"top": ');
    expect(problemsOf({ flags: { scorer: 'x' } })).toMatch(/mashstream.json: is not JSON[^]*--scorer/);
    write('[1]');
    expect(problemsOf({})).toMatch('must hold one JSON object');
  });

  it('wants a named file to exist', () => {
    expect(problemsOf({ file: 'mine.json' })).toMatch('mine.json: cannot be read');
    expect(problemsOf({ env: { MASHSTREAM_CONFIG: 'other.json' } })).toMatch('other.json: cannot be read');
    write('{"top": 9}', 'mine.json');
    expect(load({ file: 'mine.json' }).top).toBe(9);
  });
});
