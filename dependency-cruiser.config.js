'use strict';

/**
 * The order in which the folders of scripts/ may know each other: a folder imports from those before it,
 * never from those behind it. See docs/decisions/0001-layers.md.
 */
const layers = [
  'base',
  'kql',
  'query-dsl',
  'eql',
  'ingest',
  'content',
  'kibana',
  'detection',
  'engine',
  'cases',
  'verify',
  'mutate',
  'coverage',
  'report',
  'versions',
  'lint',
  'sigma',
  'pages',
  'package',
  'release',
  'generate',
  'simulate',
  'collect',
  'bench',
  'conformance',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'cli-is-last',
      comment: 'cli.ts and commands/ are the outermost layer; nothing imports them.',
      severity: 'error',
      from: { path: `^scripts/(${layers.join('|')})/` },
      to: { path: '^scripts/(cli\\.ts|commands/)' },
    },
    {
      name: 'product-without-tests',
      comment: 'scripts/testing serves tests only.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: '(^scripts/testing/|\\.test\\.ts$)' },
      to: { path: '^scripts/testing/' },
    },
    {
      name: 'product-without-mock',
      comment:
        'fixtures/management-api serves tests and people who try a collector; no product code imports it.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: '(^scripts/testing/|\\.test\\.ts$)' },
      to: { path: '^fixtures/' },
    },
    {
      name: 'mock-of-the-outside',
      comment:
        'The mock knows the generator and nothing else of the product: it must not agree with the collector by code.',
      severity: 'error',
      from: { path: '^fixtures/' },
      to: { path: '^(scripts|integration-tests)/', pathNot: '^scripts/(base|generate)/' },
    },
    ...layers.slice(0, -1).map((layer, index) => ({
      name: `layer-${layer}`,
      comment: `scripts/${layer} may only import from the layers before it.`,
      severity: 'error',
      from: { path: `^scripts/${layer}/` },
      to: { path: `^scripts/(${layers.slice(index + 1).join('|')})/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
