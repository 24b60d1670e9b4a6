export type {
  Capabilities,
  Engine,
  EngineName,
  IngestRequest,
  IngestResult,
  StartedEngine,
  StreamDefinition,
} from './engine';
export { createEngine, ENGINE_NAMES } from './create-engine';
export type { EngineOptions } from './create-engine';
export { startServer } from './start-server';
export type { ServerEngineName } from './start-server';
export type { Address, Server, ServerOptions } from './elasticsearch/server';
