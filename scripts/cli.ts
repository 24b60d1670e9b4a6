#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { endOnSignals } from './commands/stop-on-signals';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `o365-rulepack needs Node 24, this is Node ${process.versions.node}.\n` +
      'Run it through npm (npm run verify), which uses the Node 24 that npm ci installed in node_modules, or install Node 24.\n',
  );
  process.exitCode = 2;
} else {
  endOnSignals();
  enableCompileCache();
  void import('./commands').then(({ main }) => main(process.argv));
}
