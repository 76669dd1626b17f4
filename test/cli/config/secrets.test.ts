import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { configOf } from '../../../src/cli/config/configOf.js';
import { variableOf } from '../../../src/cli/config/environmentLayer.js';
import { loadConfig, type ConfigSources } from '../../../src/cli/config/loadConfig.js';
import { configSchema, secretSettings } from '../../../src/config.js';
import { PipelineError } from '../../../src/errors.js';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(directory(name), content);
  return directory(name);
};
const load = (env: NodeJS.ProcessEnv, more: Partial<ConfigSources> = {}) =>
  loadConfig({ folder: directory('nowhere'), env, flags: {}, ...more });
function problemsOf(env: NodeJS.ProcessEnv, more: Partial<ConfigSources> = {}): string {
  try {
    load(env, more);
  } catch (error) {
    expect(error).toMatchObject({ code: 'bad-config' });
    return error instanceof PipelineError ? error.message : '';
  }
  throw new Error('the configuration was accepted');
}

afterEach(() => vi.unstubAllEnvs());

describe('settings from files', () => {
  it('every setting can come from one, with or without a line end', () => {
    const given: Partial<Record<string, string>> = {
      ...{
        scorer: 'lee',
        format: 'mp3',
        separator: 'none',
        logLevel: 'info',
        logFormat: 'json',
        kafkaSasl: 'plain',
      },
      ...{
        useDoubtful: 'yes',
        bothWays: 'off',
        duck: 'no',
        retrain: 'no',
        kafkaTls: 'on',
        s3ForcePathStyle: 'no',
        bpmRange: '90-110',
        maxStretch: '0.05',
      },
      ...{ kafkaBrokers: 'a:9092,b:9093', mongoUrl: 'mongodb://a', s3Endpoint: 'https://s3.example' },
      ...{ fetchMaxBytes: '5000', fetchHosts: 'music.example', maxDuration: '60' },
    };
    const fields = Object.keys(configSchema.shape);
    const env = Object.fromEntries(
      fields.map((field, i) => {
        const value = given[field] ?? '5';
        const content = `${field === 's3Bucket' ? 'songs' : value}${['', '\n', '\r\n'][i % 3]}`;
        return [`${variableOf(field)}_FILE`, put(`of-${field}`, content)];
      }),
    );
    const config = load(env);
    expect(config).toMatchObject({
      ...{ top: 5, scorer: 'lee', useDoubtful: true, kafkaTls: true, s3ForcePathStyle: false },
      ...{ kafkaPassword: '5', bpmRange: [90, 110], fetchHosts: ['music.example'], s3Bucket: 'songs' },
    });
    expect(Object.keys(config).sort()).toEqual(fields.sort());
  });

  it('only one line end is cut, and nothing else', () => {
    const config = load({ MASHSTREAM_SEED_FILE: put('seed', ' two words \n\n') });
    expect(config.seed).toBe(' two words \n');
  });

  it('wins over the settings file, and loses to a flag', () => {
    put('mashstream.json', '{"top": 2}');
    const env = { MASHSTREAM_TOP_FILE: put('top', '3\n') };
    expect(load(env, { folder: directory() }).top).toBe(3);
    expect(load(env, { folder: directory(), flags: { top: '4' } }).top).toBe(4);
  });

  it.each([
    ['is missing', () => directory('hunter2'), 'there is no such file'],
    [
      'is a folder',
      () => (mkdirSync(directory('folder'), { recursive: true }), directory('folder')),
      'what it names is no regular file',
    ],
    ['cannot be looked at', () => `${put('plain', 'x')}/hunter2`, 'the file cannot be read (ENOTDIR)'],
    ['is a device', () => '/dev/zero', 'what it names is no regular file'],
    ['is empty', () => put('empty', '\n'), 'the file is empty'],
    [
      'is too large',
      () => put('large', 'hunter2'.repeat(10_000)),
      'the file has 70000 bytes, more than the 65536 of any setting',
    ],
    ['is no text', () => put('binary', Uint8Array.of(0xff, 0xfe, 0x80)), 'the file is no text (UTF-8)'],
  ])('a file that %s is told by its variable alone', (_, path, problem) => {
    expect(problemsOf({ MASHSTREAM_TOP_FILE: path() })).toBe(
      `The configuration has a problem:\n  - MASHSTREAM_TOP_FILE: ${problem}`,
    );
  });

  it('a setting in both ways is refused', () => {
    const env = { MASHSTREAM_TOP: '3', MASHSTREAM_TOP_FILE: put('top', '3') };
    expect(problemsOf(env)).toMatch(
      'MASHSTREAM_TOP_FILE: MASHSTREAM_TOP is set as well; leave one of them out',
    );
    expect(load({ ...env, MASHSTREAM_TOP: '' }).top).toBe(3);
    expect(load({ MASHSTREAM_TOP: '4', MASHSTREAM_TOP_FILE: '' }).top).toBe(4);
  });

  it('what is wrong with a value does not show it', () => {
    expect(problemsOf({ MASHSTREAM_TOP_FILE: put('wrong', 'hunter2') })).toBe(
      'The configuration has a problem:\n  - MASHSTREAM_TOP_FILE: must be a number',
    );
  });

  it('variables of Kubernetes and others stay mere warnings', () => {
    for (const name of [
      'MASHSTREAM_PORT',
      'MASHSTREAM_SERVICE_HOST',
      'MASHSTREAM_COLOUR_FILE',
      'MASHSTREAM_CONSTRUCTOR',
      'MASHSTREAM_FILE',
    ])
      vi.stubEnv(name, 'tcp://10.0.0.7:9464');
    vi.stubEnv('MASHSTREAM_TOP_FILE', put('top', '3'));
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(configOf({}).top).toBe(3);
    expect(written.mock.calls.map(([text]) => String(text))).toEqual([
      'Not settings of mashstream, and left out: MASHSTREAM_COLOUR_FILE, MASHSTREAM_CONSTRUCTOR, MASHSTREAM_FILE, MASHSTREAM_PORT, MASHSTREAM_SERVICE_HOST.\n',
    ]);
    written.mockRestore();
  });
});

describe('secrets', () => {
  const secret = 'hunter2';

  it('are those that log in', () => {
    expect([...secretSettings].sort()).toEqual([
      'kafkaKey',
      'kafkaPassword',
      'mongoUrl',
      's3SecretAccessKey',
    ]);
  });

  it('are not shown, wherever they are given and whatever is wrong', () => {
    for (const field of secretSettings) {
      const values = [{ [secret]: secret }, [secret], `-----BEGIN ${secret}\n`, `http://me:${secret}@host/`];
      for (const value of values) {
        put('mashstream.json', JSON.stringify({ [field]: value, top: 'x' }));
        expect(problemsOf({}, { folder: directory() })).not.toContain(secret);
        expect(problemsOf({}, { flags: { [field]: value, top: 'x' } })).not.toContain(secret);
      }
      const env = { [variableOf(field)]: `http://me:${secret}@host/\n`, MASHSTREAM_TOP: 'x' };
      expect(problemsOf(env)).not.toContain(secret);
    }
  });

  it.each([
    ['MASHSTREAM_S3_ENDPOINT', `https://me:${secret}@s3.example`],
    ['MASHSTREAM_S3_ENDPOINT', `${'x'.repeat(200)}:${secret}@s3.example`],
    ['MASHSTREAM_FETCH_HOSTS', `https://me:${secret}@music.example`],
    ['MASHSTREAM_KAFKA_BROKERS', `me:${secret}@kafka.example:9092`],
    ['MASHSTREAM_TOP', `me:${secret}@`],
  ])('a password in an address is not shown: %s', (name, value) => {
    const told = problemsOf({ [name]: value });
    expect(told).toContain(`${name}: must be`);
    expect(told).not.toMatch(/hunter2|xxx/);
  });

  it('a settings file that is no JSON is not quoted', () => {
    for (const content of [
      `{"kafkaPassword": ${secret}}`,
      `{"kafkaPassword": "${secret}`,
      secret,
      `{"a":1,}${secret}`,
    ]) {
      put('mashstream.json', content);
      expect(problemsOf({}, { folder: directory() })).toMatch(/mashstream\.json: is not JSON/);
      expect(problemsOf({}, { folder: directory() })).not.toContain(secret.slice(0, 4));
    }
  });

  it('check shows none', async () => {
    for (const [name, value] of Object.entries({
      MASHSTREAM_KAFKA_PASSWORD: secret,
      MASHSTREAM_MONGO_URL: `mongodb://me:${secret}@host`,
      MASHSTREAM_S3_SECRET_ACCESS_KEY: secret,
    }))
      vi.stubEnv(name, value);
    const { stdout, stderr } = await mashstream(
      'check',
      '--data',
      directory('data'),
      '--out',
      directory('out'),
    );
    expect(stdout).toMatch(/WRONG settings .* problems:/);
    expect(stdout + stderr).not.toContain(secret);
  });
});
