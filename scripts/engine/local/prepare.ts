import { EngineError } from '../../base/errors';
import { assembledElasticsearch } from './assemble';
import { cacheFolder } from '../../base/cache-folder';
import { findJava } from './java';

/** For shell scripts: assembles Elasticsearch and prints `ES_HOME=…` and `ES_JAVA_HOME=…`, the Java it will run on. */
async function prepare(): Promise<void> {
  const home = await assembledElasticsearch(cacheFolder(process.env), process.env, (message) =>
    console.error(message),
  );
  console.log(`ES_HOME=${home}\nES_JAVA_HOME=${findJava(process.env, home).home}`);
}

prepare().catch((error: unknown) => {
  console.error(error instanceof EngineError ? [error.message, error.hint].join('\n') : error);
  process.exitCode = 3;
});
