import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['lib/', 'dist/', '.cache/', 'node_modules/', '*.config.*', 'integration-tests/*.config.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Overflows the stack on JsonValue, which is recursive and has a class in it (typescript-eslint 8).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  // Painless becomes JavaScript there; of a script's own text only quoted literals stand in it (docs/decisions/0012).
  {
    files: ['scripts/ingest/painless/compile/script-code.ts'],
    rules: { '@typescript-eslint/no-implied-eval': 'off' },
  },
);
