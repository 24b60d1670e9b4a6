import type { Config } from 'jest';

/** The unit tests; those of integration-tests/ load files in the same way. */
const config: Config = {
  roots: ['<rootDir>/scripts', '<rootDir>/fixtures/management-api'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': ['ts-jest', { diagnostics: false }],
    // A package that is an ES module only, which Jest cannot `require`: made CommonJS on the way.
    '/@faker-js/faker/dist/.+\\.js$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: { allowJs: true, module: 'commonjs', target: 'es2023', isolatedModules: true },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@faker-js/faker/)'],
};

module.exports = config;
