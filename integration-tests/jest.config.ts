import type { Config } from 'jest';

const { testEnvironment, transform, transformIgnorePatterns } = require('../jest.config.ts') as Config;

const common = { rootDir: `${__dirname}/..`, testEnvironment, transform, transformIgnorePatterns };

const folders = (...names: string[]): string[] => names.map((name) => `<rootDir>/integration-tests/${name}`);

const GO = folders('cel', 'package');
const BROWSER = folders('browser');
const IMAGE = folders('image');

/** On the real Elasticsearch that O365_RULEPACK_ENGINE names: `local` (default), `container` or `url`. */
const withServer = {
  ...common,
  globalSetup: '<rootDir>/integration-tests/engine/start-shared-server.ts',
  globalTeardown: '<rootDir>/integration-tests/engine/stop-shared-server.ts',
};

/** Suites that need more than Node, in four projects; README.md says what each needs. */
const config: Config = {
  rootDir: common.rootDir,
  // Jest reads it here only, not in a project.
  testTimeout: 180_000,
  projects: [
    {
      ...withServer,
      displayName: 'elasticsearch',
      roots: folders(''),
      testPathIgnorePatterns: [
        '/node_modules/',
        ...[...GO, ...BROWSER, ...IMAGE].map((folder) => `${folder}/`),
      ],
    },
    // The image of the collector, which `npm run image` makes, beside the same server.
    { ...withServer, displayName: 'image', roots: IMAGE },
    // On Elastic's CEL evaluator and package-spec validator, which Go builds.
    { ...common, displayName: 'go', roots: GO },
    // Pages in a real Chromium.
    { ...common, displayName: 'browser', roots: BROWSER },
  ],
};

module.exports = config;
