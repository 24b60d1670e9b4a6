import type { Config } from 'jest';

/** Suites on the real Elasticsearch that O365_RULEPACK_ENGINE names: `local` (default), `container` or `url`. */
const config: Config = {
  rootDir: '..',
  roots: ['<rootDir>/integration-tests'],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  globalSetup: '<rootDir>/integration-tests/engine/start-shared-server.ts',
  globalTeardown: '<rootDir>/integration-tests/engine/stop-shared-server.ts',
  testTimeout: 180_000,
};

module.exports = config;
