import * as common from '@grafana/grafana-foundation-sdk/common';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as HeatmapBuilder } from '@grafana/grafana-foundation-sdk/heatmap';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

export type AnyPanel = Builder<Panel>;

/** A row of the dashboard. */
export interface Row {
  readonly title: string;
  readonly panels: readonly AnyPanel[];
}

export interface Query {
  readonly expr: string;
  /** How Grafana names the series; left out: by their labels. */
  readonly legend?: string;
}

export interface PanelOptions {
  readonly title: string;
  /** What it tells, in a sentence. */
  readonly description: string;
  readonly queries: readonly Query[];
  readonly unit?: string;
}

const datasource: common.DataSourceRef = { type: 'prometheus', uid: '${datasource}' };
/** Of the 24 columns. */
const [wide, narrow] = [8, 4];

/** Limits a series to the workers that are chosen in the dashboard, and to further labels. */
export const chosen = (...labels: readonly string[]): string =>
  `{${['instance=~"$instance"', ...labels].join(', ')}}`;

const target = ({ expr, legend }: Query, place: number): DataqueryBuilder => {
  const query = new DataqueryBuilder()
    .expr(expr)
    .refId(String.fromCharCode(65 + place))
    .range();
  return legend === undefined ? query : query.legendFormat(legend);
};

/** Lines over time. */
export function lines({ title, description, queries, unit }: PanelOptions): TimeseriesBuilder {
  const legend = new common.VizLegendOptionsBuilder()
    .displayMode(common.LegendDisplayMode.Table)
    .placement(common.LegendPlacement.Bottom)
    .showLegend(true)
    .calcs(['lastNotNull', 'max']);
  const panel = new TimeseriesBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .unit(unit ?? 'short')
    .min(0)
    .span(wide)
    .height(8)
    .fillOpacity(10)
    .legend(legend);
  for (const [i, query] of queries.entries()) panel.withTarget(target(query, i));
  return panel;
}

/** Numbers as they are now. */
export function numbers({ title, description, queries, unit }: PanelOptions): StatBuilder {
  const panel = new StatBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .unit(unit ?? 'short')
    .span(narrow)
    .height(8)
    .graphMode(common.BigValueGraphMode.Area)
    .textMode(common.BigValueTextMode.Auto);
  for (const [i, query] of queries.entries()) panel.withTarget(target(query, i));
  return panel;
}

/** How the values of a histogram are spread, over time. */
export function spread({ title, description, queries }: PanelOptions): HeatmapBuilder {
  const panel = new HeatmapBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .span(wide)
    .height(8);
  for (const [i, query] of queries.entries())
    panel.withTarget(target({ legend: '{{le}}', ...query }, i).format(PromQueryFormat.Heatmap));
  return panel;
}
