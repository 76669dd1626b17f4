import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { projectFile, projectPath } from './projectFile.js';

/** Names of all files below a folder of the project, from its root. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(projectPath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectPath('').length));

const environment = z.record(z.string(), z.string()).default({});
const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      command: z.array(z.string()).default([]),
      environment,
      volumes: z.array(z.string()).default([]),
      tmpfs: z.array(z.string()).default([]),
      expose: z.array(z.string()).default([]),
      read_only: z.boolean().default(false),
      stop_grace_period: z.string().optional(),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
      deploy: z.object({ replicas: z.number() }).optional(),
    }),
  ),
});

/** The compose file with its anchors resolved, as it stands. */
export const composeFile = (): object =>
  z.looseObject({}).parse(parse(projectFile('deploy/compose.yaml'), { merge: true }));
/** As much of it as tests look at. */
export const compose = composeSchema.parse(composeFile());

const container = z.object({
  name: z.string(),
  image: z.string().optional(),
  args: z.array(z.string()).default([]),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  securityContext: z.object({ readOnlyRootFilesystem: z.boolean() }).optional(),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })).default([]),
  ...Object.fromEntries(
    ['startupProbe', 'livenessProbe', 'readinessProbe'].map((name) => [
      name,
      z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).optional(),
    ]),
  ),
});
const podSchema = z.object({
  securityContext: z.object({ runAsNonRoot: z.boolean(), runAsUser: z.number() }).optional(),
  enableServiceLinks: z.boolean().optional(),
  terminationGracePeriodSeconds: z.number().optional(),
  containers: z.array(container),
  volumes: z
    .array(z.object({ name: z.string(), secret: z.object({ secretName: z.string() }).optional() }))
    .default([]),
});
export type Pod = z.infer<typeof podSchema>;

/** An object of Kubernetes. */
export interface Manifest {
  readonly file: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string() }).optional(),
});

/** All objects in the files of a folder. */
export const manifestsIn = (folder: string): readonly Manifest[] =>
  filesBelow(folder).flatMap((file) =>
    parseAllDocuments(projectFile(file)).map((document) => {
      const content = manifestSchema.parse(document.toJS());
      const { kind, apiVersion, metadata } = content;
      return { file, kind, apiVersion, name: metadata?.name ?? '', content };
    }),
  );

/** The pods that deployments and jobs start, by name. */
export const podsOf = (manifests: readonly Manifest[]): ReadonlyMap<string, Pod> => {
  const schema = z.object({ spec: z.object({ template: z.object({ spec: podSchema }) }) });
  const workloads = manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
  return new Map(workloads.map(({ name, content }) => [name, schema.parse(content).spec.template.spec]));
};

/** The texts of a ConfigMap or Secret. */
export function textsOf(
  manifests: readonly Manifest[],
  kind: 'ConfigMap' | 'Secret',
): Readonly<Record<string, string>> {
  const schema = z.object({ data: environment, stringData: environment });
  const found = manifests
    .filter((manifest) => manifest.kind === kind)
    .map(({ content }) => schema.parse(content));
  return Object.assign({}, ...found.flatMap(({ data, stringData }) => [data, stringData])) as Record<
    string,
    string
  >; // texts only
}
