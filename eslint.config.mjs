import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Operators that lose messages, or end or replace their stream: a dropped message leaks its delivery and stalls the source. A stage leaves a message out by returning nothing.
 * What merges, maps, orders or watches is not here, nor what makes streams.
 */
const leaky = [
  ...['audit', 'auditTime', 'debounce', 'debounceTime', 'sample', 'sampleTime', 'throttle', 'throttleTime'],
  ...[
    'distinct',
    'distinctUntilChanged',
    'distinctUntilKeyChanged',
    'elementAt',
    'filter',
    'find',
    'findIndex',
  ],
  ...[
    'first',
    'ignoreElements',
    'last',
    'max',
    'min',
    'partition',
    'single',
    'skip',
    'skipLast',
    'skipUntil',
  ],
  ...['skipWhile', 'take', 'takeLast', 'takeUntil', 'takeWhile'],
  ...[
    'exhaust',
    'exhaustAll',
    'exhaustMap',
    'race',
    'raceWith',
    'switchAll',
    'switchMap',
    'switchMapTo',
    'switchScan',
  ],
  ...['catchError', 'count', 'every', 'isEmpty', 'mapTo', 'mergeMapTo', 'concatMapTo', 'onErrorResumeNext'],
  ...[
    'onErrorResumeNextWith',
    'reduce',
    'repeat',
    'repeatWhen',
    'retry',
    'retryWhen',
    'timeout',
    'timeoutWith',
  ],
];
/** `import * as rx`, `await import('rxjs')`, `export … from 'rxjs'`: nobody can tell which operators come with them. */
const wholeRxjs = [
  'ImportDeclaration[source.value=/^rxjs/] > ImportNamespaceSpecifier',
  'ImportDeclaration[source.value=/^rxjs/] > ImportDefaultSpecifier',
  'ImportExpression[source.value=/^rxjs/]',
  'ExportAllDeclaration[source.value=/^rxjs/]',
  'ExportNamedDeclaration[source.value=/^rxjs/]',
].map((selector) => ({ selector, message: 'Import operators of rxjs by name, each where it is used.' }));
const noLeaks = 'Leaks deliveries; leave a message out by a stage that returns nothing.';

export default tseslint.config(
  { ignores: ['dist', 'data', 'out', 'node_modules'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 200, skipComments: true, skipBlankLines: true }],
      'no-console': 'error',
    },
  },
  {
    // A factory counts with the closures that it returns.
    files: ['src/**'],
    rules: {
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ['src/operators/**', 'src/topologies/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'rxjs', importNames: leaky, message: noLeaks }],
          // The same operators by other doors.
          patterns: [{ group: ['rxjs/*'], message: `Import from 'rxjs', where leaky operators are known.` }],
        },
      ],
      'no-restricted-syntax': ['error', ...wholeRxjs],
    },
  },
  {
    files: ['src/cli/**'],
    ignores: ['src/cli/text/print.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.object.name="process"][property.name="write"]',
          message:
            'Write through print() and printError(), which keep what others wrote away from the terminal.',
        },
      ],
    },
  },
  {
    files: ['src/operators/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...wholeRxjs,
        { selector: 'TryStatement', message: 'stage() traps errors.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        module: 'writable',
        performance: 'readonly',
      },
    },
  },
  {
    // Scripts of a page, which see one another without imports; TypeScript knows what there is.
    files: ['page/*.js'],
    languageOptions: { sourceType: 'script', parserOptions: { project: './page/tsconfig.json' } },
    rules: {
      'no-undef': 'off',
      'no-redeclare': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { vars: 'local' }],
    },
  },
  { files: ['scripts/**', 'bin/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**', 'bench/**'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
