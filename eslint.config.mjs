import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Operators that lose messages: a dropped message leaks its delivery and stalls the source. Use drop(). */
const leaky = [
  'filter',
  'take',
  'takeUntil',
  'skip',
  'switchMap',
  'exhaustMap',
  'debounceTime',
  'throttleTime',
  'auditTime',
  'sample',
];

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
    files: ['src/operators/**', 'src/topologies/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'rxjs', importNames: leaky, message: 'Leaks deliveries; drop messages with drop().' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/operators/**'],
    rules: {
      'no-restricted-syntax': ['error', { selector: 'TryStatement', message: 'stage() traps errors.' }],
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
  { files: ['scripts/**', 'bin/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**', 'bench/**'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
