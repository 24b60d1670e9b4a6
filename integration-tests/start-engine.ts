import { createEngine } from '../scripts/engine';
import type { EngineName, StartedEngine } from '../scripts/engine/engine';

/** The engine under test, by O365_RULEPACK_ENGINE (default: local). */
export const ENGINE_NAME = (process.env['O365_RULEPACK_ENGINE'] ?? 'local') as EngineName;

export function startEngine(): Promise<StartedEngine> {
  return createEngine(ENGINE_NAME).start();
}
