import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'gen/', 'target/', 'node_modules/', 'src-tauri/', 'ui/backend/bindings.ts'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  {
    // The window talks to the shell in one folder only: that folder is also the seam for tests.
    files: ['ui/**'],
    ignores: ['ui/backend/**'],
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['@tauri-apps/*'], message: 'Only ui/backend may reach Tauri.' }],
          paths: [{ name: '@lucide/svelte', message: 'Import icons one by one.', allowTypeImports: true }],
        },
      ],
    },
  },
  { files: ['ui/tests/**'], rules: { 'no-console': 'off' } },
  { files: ['scripts/**', 'tests/**'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
);
