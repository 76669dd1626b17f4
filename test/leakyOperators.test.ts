import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** With CI=true the parser would read the files as they are on the disk in place of the text that is given. */
const eslint = new ESLint({
  overrideConfig: {
    languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } },
  },
});

/** What the project's rules say against the code, if it stood in that file: names of rules. */
async function complaints(file: string, code: string): Promise<string[]> {
  const [{ messages }] = await eslint.lintText(code, { filePath: file });
  return messages.flatMap(({ ruleId }) => (ruleId?.startsWith('no-restricted') ? [ruleId] : []));
}

const bad: Record<string, string> = {
  filter: `import { filter } from 'rxjs'; export const leak = filter((n: number) => n > 1);`,
  'an operator by another name': `import { take as some } from 'rxjs'; export const leak = some<number>(1);`,
  switchMap: `import { of, switchMap } from 'rxjs'; export const leak = switchMap((n: number) => of(n));`,
  'the entry for operators': `import { map } from 'rxjs/operators'; export const leak = map((n: number) => n);`,
  'the inside of the package': `import { map } from 'rxjs/internal/operators/map'; export const leak = map((n: number) => n);`,
  'the whole package': `import * as rx from 'rxjs'; export const leak = rx.debounceTime<number>(1);`,
  'the package at run time': `export const leak = (): Promise<unknown> => import('rxjs');`,
  'handing it on': `export { skip } from 'rxjs';`,
  'handing all on': `export * from 'rxjs';`,
};

describe('the rule against operators that leak deliveries', { timeout: 180_000 }, () => {
  it.each(Object.entries(bad))('finds %s', async (_, code) => {
    for (const file of ['src/operators/match/score.ts', 'src/topologies/match.ts'])
      expect(await complaints(file, code)).not.toEqual([]);
  });

  it('leaves alone what loses nothing, and code that carries no deliveries', async () => {
    const good = `import { concatMap, map, mergeMap, of, tap } from 'rxjs'; export const fine = [concatMap, map, mergeMap, of, tap];`;
    expect(await complaints('src/operators/match/score.ts', good)).toEqual([]);
    expect(await complaints('src/cli/runtime/reading/rankingChanges.ts', bad['filter'])).toEqual([]);
  });

  it('names every operator of the package or knows that it loses nothing', async () => {
    const rxjs: Record<string, unknown> = await import('rxjs');
    const keeps = new Set(
      `buffer bufferCount bufferTime bufferToggle bufferWhen combineAll combineLatestAll combineLatest combineLatestWith concatAll concatMap
       concat concatWith connect defaultIfEmpty delay delayWhen dematerialize materialize endWith expand finalize flatMap groupBy map
       mergeAll mergeMap mergeScan merge mergeWith multicast observeOn pairwise pluck publish publishBehavior publishLast
       publishReplay refCount scan sequenceEqual share shareReplay startWith subscribeOn tap throwIfEmpty timeInterval timestamp toArray
       window windowCount windowTime windowToggle windowWhen withLatestFrom zipAll zip zipWith isObservable lastValueFrom firstValueFrom
       bindCallback bindNodeCallback connectable defer empty forkJoin from fromEvent fromEventPattern generate iif interval never of pairs
       range throwError timer using scheduled animationFrames pipe noop identity config`.split(/\s+/),
    );
    const functions = Object.keys(rxjs).filter(
      (name) => /^[a-z]/.test(name) && typeof rxjs[name] === 'function',
    );
    const unknown: string[] = [];
    for (const name of functions) {
      if (keeps.has(name)) continue;
      const code = `import { ${name} } from 'rxjs'; export const leak: unknown = ${name};`;
      if ((await complaints('src/topologies/match.ts', code)).length === 0) unknown.push(name);
    }
    expect(functions.length).toBeGreaterThan(100);
    expect(unknown).toEqual([]);
  });
});
