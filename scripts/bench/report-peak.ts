import { writeFileSync } from 'node:fs';

/** Loaded before a measured program: writes its peak resident set (MB) where the bench looks for it. */
process.on('exit', () => {
  const file = process.env['RULEPACK_BENCH_PEAK'];
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS / 1024));
});
