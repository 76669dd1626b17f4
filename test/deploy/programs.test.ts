import { readdirSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { healthServer, type HealthServer } from '../../src/adapters/prometheus/healthServer.js';
import { stageMetrics } from '../../src/adapters/prometheus/stageMetrics.js';
import { readWords } from '../../src/cli/words/readWords.js';
import { configSchema } from '../../src/config.js';
import { compose, filesBelow, manifestsIn, podsOf, textsOf } from '../support/deployed.js';
import { parsedWords } from '../support/parsedWords.js';
import { projectFile, projectPath } from '../support/projectFile.js';

const dockerfile = DockerfileParser.parse(projectFile('deploy/Dockerfile'));
const base = manifestsIn('deploy/k8s/base');
const overlay = manifestsIn('deploy/k8s/overlays/gpu');
const pods = [...podsOf(base)];
const workers = Object.entries(compose.services).filter(([, { image }]) => image === 'mashstream');
/** The roles, which run for ever. */
const roles = workers.filter(([, { command }]) => command[0] === 'run');

/** The words of an instruction in its form of a list. */
const listOf = (name: string): readonly (readonly string[])[] =>
  dockerfile
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === name)
    .map((instruction) => z.array(z.string()).parse(JSON.parse(instruction.getArgumentsContent() ?? '')));

/** Variables of the image, the same in all of its variants. */
const imageVariables = new Map(
  dockerfile
    .getENVs()
    .flatMap((env) => env.getProperties().map((each) => [each.getName(), each.getValue() ?? ''])),
);
const port = Number(imageVariables.get('MASHSTREAM_HTTP_PORT'));

describe('every command', () => {
  const commands = [
    ...listOf('CMD').map((words) => ['Dockerfile', words] as const),
    ...workers.map(([name, { command }]) => [`compose ${name}`, command] as const),
    ...pods.flatMap(([name, { containers }]) => containers.map(({ args }) => [`k8s ${name}`, args] as const)),
  ];

  it.each(commands)('of %s is one of the program: %j', async (_, words) => {
    await parsedWords(words);
    if (words[0] === 'run') expect(readWords(words.slice(1)).names).toEqual(words.slice(1));
  });

  it('is there: both roles and the making of topics, in compose and in Kubernetes', () => {
    const wanted = ['run ingest', 'run match', 'topics create'];
    expect(workers.map(([, { command }]) => command.join(' ')).sort()).toEqual(wanted);
    expect(pods.map(([, { containers }]) => containers[0].args.join(' ')).sort()).toEqual(wanted);
    expect(roles.map(([, { deploy }]) => deploy?.replicas)).toEqual([2, 2]);
  });
});

describe('settings', () => {
  const variableOf = (field: string): string =>
    `MASHSTREAM_${field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
  const fields = new Map(Object.keys(configSchema.shape).map((field) => [variableOf(field), field]));
  const named = [...filesBelow('deploy'), 'docs/operations.md'].flatMap((file) =>
    (projectFile(file).match(/\bMASHSTREAM_[A-Z0-9_]+/g) ?? []).map((name) => [file, name] as const),
  );

  it.each([...new Set(named.map(([, name]) => name))])('%s is one', (name) => {
    expect([...fields.keys()]).toContain(name.replace(/_FILE$/, ''));
  });

  const problems = (variables: Readonly<Record<string, string>>): readonly string[] => {
    const ours = Object.entries(variables).filter(([name]) => name.startsWith('MASHSTREAM_'));
    const values = Object.fromEntries(ours.map(([name, value]) => [fields.get(name) ?? name, value]));
    const { error } = configSchema.safeParse(values);
    return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
  };

  it.each(workers)('of compose’s %s have values that will do', (_, { environment }) => {
    const filled: Record<string, string> = Object.fromEntries(imageVariables);
    for (const [name, value] of Object.entries(environment))
      filled[name] = value.replace(/\$\{\w+:-(.*)\}/, '$1');
    expect(problems(filled)).toEqual([]);
  });

  it('of Kubernetes have values that will do, the secret ones in files that are there', () => {
    const secrets = textsOf(base, 'Secret');
    const [[, pod]] = pods;
    const mounted = pod.volumes.find(({ secret }) => secret)?.name;
    const folder = pod.containers[0].volumeMounts.find(({ name }) => name === mounted)?.mountPath;
    const settings = Object.entries(textsOf(base, 'ConfigMap')).map(([name, value]) => {
      if (!name.endsWith('_FILE')) return [name, value];
      const key = value.slice(`${String(folder)}/`.length);
      expect(`${String(folder)}/${key}`, name).toBe(value);
      expect(Object.keys(secrets), name).toContain(key);
      return [name.replace(/_FILE$/, ''), secrets[key]];
    });
    expect(problems(Object.fromEntries(settings) as Record<string, string>)).toEqual([]); // texts only
    for (const [, { containers, enableServiceLinks }] of pods) {
      expect(containers[0].envFrom).toEqual([{ configMapRef: { name: 'mashstream-settings' } }]);
      expect(enableServiceLinks).toBe(false);
    }
  });

  it('leave more time to stop than the program takes', () => {
    const seconds = (text = ''): number => Number(/^(\d+)s$/.exec(text)?.[1]);
    for (const [, { environment, stop_grace_period }] of roles)
      expect(seconds(stop_grace_period)).toBeGreaterThan(Number(environment['MASHSTREAM_DRAIN_TIMEOUT']));
    const drain = Number(textsOf(base, 'ConfigMap')['MASHSTREAM_DRAIN_TIMEOUT']);
    for (const name of ['ingest', 'match'])
      expect(podsOf(base).get(name)?.terminationGracePeriodSeconds).toBeGreaterThan(drain);
  });
});

describe('probes and ports', () => {
  let server: HealthServer;
  beforeAll(async () => {
    const { registry } = stageMetrics({
      ...{ oldestUnsettled: () => 0, unsettled: () => 0, lags: () => Promise.resolve([]) },
    });
    server = await healthServer({
      served: () => ({ registry, notReady: () => undefined }),
      host: '127.0.0.1',
      port: 0,
    });
  });
  afterAll(() => server.close());

  const probed = pods.flatMap(([name, { containers }]) =>
    (['startupProbe', 'livenessProbe', 'readinessProbe'] as const).flatMap((probe) => {
      const schema = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
      const { success, data } = schema.safeParse(containers[0][probe as keyof (typeof containers)[0]]);
      return success ? [[name, probe, data.httpGet] as const] : [];
    }),
  );

  it('every role has three probes, and each path that is asked is served', async () => {
    expect(probed.map(([name, probe]) => `${name} ${probe}`).sort()).toEqual(
      ['ingest', 'match'].flatMap((name) =>
        ['livenessProbe', 'readinessProbe', 'startupProbe'].map((p) => `${name} ${p}`),
      ),
    );
    const checks = projectFile('deploy/Dockerfile').match(/http:\/\/127\.0\.0\.1:\d+\/\w+/g) ?? [];
    expect(new Set(checks.map((check) => new URL(check).port))).toEqual(new Set([String(port)]));
    const paths = new Set([
      ...probed.map(([, , { path }]) => path),
      ...checks.map((check) => new URL(check).pathname),
    ]);
    expect([...paths].sort()).toEqual(['/healthz', '/readyz']);
    for (const path of [...paths, '/metrics'])
      expect((await fetch(`${server.url}${path}`)).status, path).toBe(200);
    for (const [, probe, { path }] of probed)
      expect(path).toBe(probe === 'readinessProbe' ? '/readyz' : '/healthz');
  });

  it('the port of metrics is one and the same everywhere', () => {
    expect(port).toBeGreaterThan(0);
    const exposed = dockerfile.getInstructions().filter((each) => each.getKeyword() === 'EXPOSE');
    expect(exposed.map((each) => Number(each.getArgumentsContent()))).toEqual([port, port]);
    for (const [name, , { port: at }] of probed)
      expect(podsOf(base).get(name)?.containers[0].ports).toContainEqual({ name: at, containerPort: port });
    for (const [, { expose }] of roles) expect(expose).toEqual([String(port)]);
    for (const { content, kind } of base)
      if (kind === 'Deployment') expect(JSON.stringify(content)).toMatch(`"prometheus.io/port":"${port}"`);
  });

  it('Prometheus asks the services that run a role, under the name that alerts use', () => {
    const schema = z.object({
      scrape_configs: z.tuple([
        z.object({
          job_name: z.string(),
          dns_sd_configs: z.tuple([z.object({ names: z.array(z.string()), port: z.number() })]),
        }),
      ]),
    });
    const [{ job_name, dns_sd_configs }] = schema.parse(
      parse(projectFile('deploy/prometheus/prometheus.yml')),
    ).scrape_configs;
    expect(dns_sd_configs[0]).toEqual(expect.objectContaining({ names: roles.map(([name]) => name), port }));
    expect(projectFile('deploy/prometheus/rules/mashstream.yml')).toMatch(`up{job="${job_name}"}`);
  });
});

describe('images', () => {
  it('end as users that are not root, the same that Kubernetes runs them as', () => {
    const users = dockerfile
      .getInstructions()
      .filter((each) => each.getKeyword() === 'USER')
      .map((each) => each.getArgumentsContent());
    expect(users).toEqual(['1000:1000', '1000:1000']);
    // A stage that programs run in sets its user after the last thing that it does as root.
    for (const name of ['worker', 'gpu']) {
      const text = projectFile('deploy/Dockerfile').split(new RegExp(`^FROM .* AS ${name}$`, 'm'))[1];
      const stage = text.split(/^FROM /m)[0];
      expect(stage.split('\nUSER ')[1]).not.toMatch(/^(RUN|COPY|ADD|USER)/m);
    }
    for (const [, { securityContext }] of pods)
      expect(securityContext).toEqual(expect.objectContaining({ runAsNonRoot: true, runAsUser: 1000 }));
  });

  it('write nowhere but to their data and the temporary folder', () => {
    const data = imageVariables.get('MASHSTREAM_DATA') ?? '';
    for (const [, { read_only, tmpfs, volumes }] of workers) {
      expect([read_only, tmpfs]).toEqual([true, ['/tmp']]);
      // No name: each replica has one of its own.
      expect(volumes).toContain(data);
    }
    for (const [, { containers }] of pods) {
      expect(containers[0].securityContext?.readOnlyRootFilesystem).toBe(true);
      const places = containers[0].volumeMounts.map(({ mountPath }) => mountPath);
      expect(places).toEqual(expect.arrayContaining([data, '/tmp']));
    }
  });

  it('are made of files that are there, and that the ignore file lets in', () => {
    const let_in = projectFile('deploy/Dockerfile.dockerignore').match(/(?<=^!).+/gm) ?? [];
    const copied = dockerfile
      .getCOPYs()
      .filter((copy) => copy.getFlags().every((flag) => flag.getName() !== 'from'))
      .flatMap((copy) =>
        copy
          .getArguments()
          .slice(0, -1)
          .map((argument) => argument.getValue()),
      );
    expect([...new Set(copied)].sort()).toEqual([...let_in].sort());
    expect(readdirSync(projectPath(''))).toEqual(expect.arrayContaining(let_in));
  });
});

describe('what belongs together', () => {
  it('compose mounts files that are there, and waits for services that are there', () => {
    for (const { volumes, depends_on } of Object.values(compose.services)) {
      for (const [, source] of volumes
        .flatMap((volume) => [/^\.\/([^:]+):/.exec(volume) ?? []])
        .filter(({ length }) => length > 0))
        expect(readdirSync(projectPath('deploy'), { recursive: true })).toContain(source);
      for (const name of Object.keys(depends_on)) expect(Object.keys(compose.services)).toContain(name);
    }
  });

  it('kustomize takes all files of the base, and patches what is there', () => {
    const schema = z.object({
      resources: z.array(z.string()),
      patches: z.array(z.object({ path: z.string() })).default([]),
    });
    const [kustomization] = base
      .filter(({ kind }) => kind === 'Kustomization')
      .map(({ content }) => schema.parse(content));
    const there = filesBelow('deploy/k8s/base').map((file) => file.split('/').at(-1));
    expect([...kustomization.resources, 'kustomization.yaml'].sort()).toEqual([...there].sort());
    const patched = [...podsOf(overlay)];
    expect(patched.map(([name]) => name)).toEqual(['ingest']);
    for (const [name, { containers }] of patched)
      expect(containers.map((each) => each.name)).toEqual(
        podsOf(base)
          .get(name)
          ?.containers.map((each) => each.name),
      );
  });
});
