/* eslint-disable @typescript-eslint/no-deprecated -- the newer form is read by no Grafana before 12 */
import {
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { errors } from './rows/errors.js';
import { flow } from './rows/flow.js';
import { lag } from './rows/lag.js';
import { models } from './rows/models.js';
import { quality } from './rows/quality.js';
import { resources } from './rows/resources.js';
import { stages } from './rows/stages.js';

/** The dashboard of all workers, or of those chosen in it. */
export function dashboard(): Dashboard {
  const builder = new DashboardBuilder('mashstream')
    .uid('mashstream')
    .description('Tracks to ranked mashups: flow, stages, lag, errors, quality, models and resources.')
    .tags(['mashstream'])
    .refresh('10s')
    .time({ from: 'now-1h', to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(
      new QueryVariableBuilder('instance')
        .label('Worker')
        .datasource({ type: 'prometheus', uid: '${datasource}' })
        .query('label_values(mashstream_ready, instance)')
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .multi(true)
        .includeAll(true)
        .allValue('.*')
        .current({ selected: true, text: 'All', value: '$__all' }),
    );
  for (const { title, panels } of [flow, stages, lag, errors, quality, models, resources]) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(panel);
  }
  const built = builder.build();
  return { ...built, panels: built.panels?.map((panel, i) => ({ ...panel, id: i + 1 })) ?? [] };
}

/** The file's content. */
export const dashboardJson = (): string => `${JSON.stringify(dashboard(), null, 2)}\n`;
