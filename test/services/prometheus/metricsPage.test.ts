import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { livePipeline } from '../../support/livePipeline.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeOwn } from '../describeOn.js';
import { installPrometheus } from './installPrometheus.js';

const at = temporaryDirectory();

describeOwn('prometheus', 'the page of metrics', () => {
  it('of a pipeline that has worked is as promtool wants it', async () => {
    const { promtool } = await installPrometheus();
    const live = await livePipeline(at('data'));
    try {
      for (const name of ['one', 'two']) await live.publish(name, { schema: 1, uri: `/${name}.mp3` });
      await live.publish('bad', '{');
      const page = await (await fetch(`${live.url}/metrics`)).text();
      expect(page).toMatch(/^mashstream_best_score_count/m);
      const check = (input: string): string =>
        execFileSync(promtool, ['check', 'metrics'], { input, encoding: 'utf8', stdio: 'pipe' });
      expect(check(page)).toBe('');
      const wrong = '# HELP songs_total Songs\n# TYPE songs_total gauge\nsongs_total 1\n';
      expect(() => check(page + wrong)).toThrow(/songs_total/);
    } finally {
      await live.close();
    }
  });
});
