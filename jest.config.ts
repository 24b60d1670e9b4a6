import type { Config } from 'jest';

const config: Config = {
  roots: ['<rootDir>/scripts'],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
};

module.exports = config;
