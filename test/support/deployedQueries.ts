import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from './projectFile.js';

const dashboardSchema = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      type: z.string(),
      title: z.string(),
      description: z.string().optional(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), refId: z.string() })).default([]),
    }),
  ),
});

/** The committed dashboard, as much of it as tests look at. */
export const committedDashboard = (): z.infer<typeof dashboardSchema> =>
  dashboardSchema.parse(JSON.parse(projectFile('deploy/grafana/dashboards/mashstream.json')));

const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          record: z.string().optional(),
          alert: z.string().optional(),
          expr: z.string(),
          annotations: z.record(z.string(), z.string()).optional(),
          labels: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
});
export type Rule = z.infer<typeof rulesSchema>['groups'][number]['rules'][number];

/** The committed rules: what is recorded, and alerts. */
export const committedRules = (): readonly Rule[] =>
  rulesSchema
    .parse(parse(projectFile('deploy/prometheus/rules/mashstream.yml')))
    .groups.flatMap(({ rules }) => rules);
