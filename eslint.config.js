import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

const pureRooms = [
  'change',
  'coverage',
  'docstring',
  'finding',
  'rule',
  'probe',
  'testgen',
  'safety',
  'prompt',
  'review',
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'hooks/_/', '.peers/', 'test/fixtures/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', '.dependency-cruiser.cjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector:
            "ImportDeclaration[source.value='node:child_process'] ImportSpecifier[imported.name=/^exec(Sync)?$/]",
          message: 'No shell: execFile or spawn with an array.',
        },
        {
          selector: "ImportDeclaration[source.value='zod'] ImportSpecifier[imported.name='z']",
          message: "import * as z from 'zod': a bundle of the other holds all of it, translations included.",
        },
      ],
    },
  },
  {
    files: pureRooms.map((room) => `src/${room}/**`),
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'fetch',
        'setTimeout',
        'setInterval',
        'performance',
        'Buffer',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Pure room: take a Clock.' },
        { object: 'Math', property: 'random', message: 'Pure room: pass a seed.' },
      ],
    },
  },
  {
    files: ['test/doubles/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: 'src/', message: 'A double knows the wire, not us.' }] },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs', '**/vitest.config.ts'],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  prettier,
);
