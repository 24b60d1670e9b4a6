import type { Server, ServerOptions } from './elasticsearch/server';

/** The engines that are a real Elasticsearch. */
export type ServerEngineName = 'local' | 'container' | 'url';

/**
 * Starts, or for `url` names, the Elasticsearch of an engine, without anything of the pack in it.
 *
 * @throws EngineError when it cannot, with the cure
 */
export async function startServer(name: ServerEngineName, options: ServerOptions): Promise<Server> {
  switch (name) {
    case 'local': {
      const { startLocalServer } = await import('./local/local-server');
      return startLocalServer(options);
    }
    case 'container': {
      const { startContainer } = await import('./container/container-server');
      return startContainer(options);
    }
    case 'url': {
      const { serverAtUrl } = await import('./url/url-server');
      return serverAtUrl(options.env);
    }
  }
}
