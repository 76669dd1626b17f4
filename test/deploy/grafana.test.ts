import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dashboardJson } from '../../deploy/grafana/dashboard.js';
import { committedDashboard } from '../support/deployedQueries.js';
import { projectFile, projectPath } from '../support/projectFile.js';

const { panels } = committedDashboard();

describe('the dashboard', () => {
  it('is what the script makes of it: else npm run dashboard', () => {
    expect(projectFile('deploy/grafana/dashboards/mashstream.json')).toBe(dashboardJson());
  });

  it('has a row for each question', () => {
    const rows = panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(rows).toEqual(['Flow', 'Stages', 'Lag', 'Errors', 'Quality', 'Models', 'Resources']);
  });

  it('has panels that say what they tell, with ids and places of their own, inside 24 columns', () => {
    const shown = panels.filter(({ type }) => type !== 'row');
    expect(shown.filter(({ description, targets }) => !description || targets.length === 0)).toEqual([]);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const places = panels.map(({ gridPos: { x, y } }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { gridPos, title } of panels) expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
  });
});

it('what Grafana is provisioned with is where the files lie', () => {
  expect(readdirSync(projectPath('deploy/grafana/dashboards'))).toEqual(['mashstream.json']);
  const { providers } = parse(projectFile('deploy/grafana/provisioning/dashboards/mashstream.yaml')) as {
    readonly providers: readonly { readonly options: { readonly path: string } }[];
  }; // ours, and fixed
  expect(providers[0].options.path).toBe('/var/lib/grafana/dashboards');
});
