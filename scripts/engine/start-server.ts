import { startContainer } from './container/container-server';
import type { Server, ServerOptions } from './elasticsearch/server';
import { startLocalServer } from './local/local-server';
import { serverAtUrl } from './url/url-server';

/** The engines that are a real Elasticsearch. */
export type ServerEngineName = 'local' | 'container' | 'url';

/**
 * Starts, or for `url` names, the Elasticsearch of an engine, without anything of the pack in it.
 *
 * @throws EngineError when it cannot, with the cure
 */
export async function startServer(name: ServerEngineName, options: ServerOptions): Promise<Server> {
  switch (name) {
    case 'local':
      return startLocalServer(options);
    case 'container':
      return startContainer(options);
    case 'url':
      return serverAtUrl(options.env);
  }
}
