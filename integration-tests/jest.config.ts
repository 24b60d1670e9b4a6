import type { Config } from 'jest';

const common = {
  rootDir: `${__dirname}/..`,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
} satisfies Config;

const GO_SUITES = ['<rootDir>/integration-tests/cel', '<rootDir>/integration-tests/package'];

/** Suites that need more than Node, in two projects: `elasticsearch` and `go`. */
const config: Config = {
  rootDir: common.rootDir,
  // Jest reads it here only, not in a project.
  testTimeout: 180_000,
  projects: [
    {
      ...common,
      // On the real Elasticsearch that O365_RULEPACK_ENGINE names: `local` (default), `container` or `url`.
      displayName: 'elasticsearch',
      roots: ['<rootDir>/integration-tests'],
      testPathIgnorePatterns: ['/node_modules/', ...GO_SUITES.map((folder) => `${folder}/`)],
      globalSetup: '<rootDir>/integration-tests/engine/start-shared-server.ts',
      globalTeardown: '<rootDir>/integration-tests/engine/stop-shared-server.ts',
    },
    {
      ...common,
      // On Elastic's CEL evaluator and package-spec validator, which Go builds.
      displayName: 'go',
      roots: GO_SUITES,
    },
  ],
};

module.exports = config;
