import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { committedRules } from '../support/deployedQueries.js';
import { projectFile } from '../support/projectFile.js';

const alerts = committedRules().flatMap(({ alert, ...rule }) => (alert ? [{ alert, ...rule }] : []));

it.each(alerts)(
  '$alert says how bad it is, what is wrong and what follows',
  ({ alert, labels, annotations }) => {
    expect(['warning', 'critical']).toContain(labels?.['severity']);
    expect(Object.keys(annotations ?? {})).toEqual(['summary', 'description']);
    expect(projectFile('docs/operations.md'), 'what to do').toMatch(`\`${alert}\``);
  },
);

it('each alert is raised by one of the tests of rules', () => {
  const { tests } = parse(projectFile('deploy/prometheus/mashstream.test.yml')) as {
    readonly tests: readonly {
      readonly alert_rule_test: readonly {
        readonly alertname: string;
        readonly exp_alerts: readonly unknown[];
      }[];
    }[];
  }; // promtool checks the form of this file
  const asked = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
  const raised = new Set(
    asked.filter(({ exp_alerts }) => exp_alerts.length > 0).map(({ alertname }) => alertname),
  );
  expect([...raised].sort()).toEqual(alerts.map(({ alert }) => alert).sort());
});
