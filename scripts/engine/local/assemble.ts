import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../base/errors';
import {
  ALL_MODULES,
  DISTRIBUTION,
  KQL_MODULE,
  KQL_PARSER,
  MODULES,
  MODULES_SOURCE,
  SERVER_JAR,
  VERSION,
} from './artifacts';
import type { Artifact } from './artifacts';
import { withLock } from './lock';
import { fetchArtifact } from './maven';
import { ZipFile } from './zip';

const DESCRIPTOR = 'plugin-descriptor.properties';
const UNFINISHED = '.unfinished-';

/**
 * An Elasticsearch made of what Elastic publishes on Maven Central, nothing of it changed: kept in the cache folder,
 * made there when it is missing or not whole.
 *
 * @returns its home folder
 * @throws EngineError `ENGINE_NO_MAVEN`, `ENGINE_DOWNLOAD_FAILED`, `ENGINE_CACHE_UNWRITABLE`, `ENGINE_ASSEMBLY_FAILED`
 */
export async function assembledElasticsearch(
  cache: string,
  env: Readonly<Record<string, string | undefined>>,
  progress: (message: string) => void,
): Promise<string> {
  const home = join(cache, `elasticsearch-${VERSION}`);
  if (missingFrom(home).length === 0) return home;
  makeFolder(cache);
  await withLock(
    join(cache, `elasticsearch-${VERSION}.lock`),
    () => progress('waiting for another process that assembles Elasticsearch…'),
    async () => {
      if (missingFrom(home).length > 0) await assemble(cache, home, env, progress);
    },
  );
  return home;
}

/** What an assembled Elasticsearch lacks to be whole, as paths; empty when it is. */
export function missingFrom(home: string): readonly string[] {
  const needed = [
    'bin/elasticsearch',
    SERVER_JAR,
    ...ALL_MODULES.map((module) => join('modules', module, DESCRIPTOR)),
    join('modules', 'x-pack-kql', KQL_MODULE.file),
    join('modules', 'x-pack-kql', KQL_PARSER.file),
  ];
  return needed.filter((path) => !existsSync(join(home, path)));
}

async function assemble(
  cache: string,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  progress: (message: string) => void,
): Promise<void> {
  for (const name of readdirSync(cache)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const unfinished = join(cache, `${UNFINISHED}${process.pid}`);
  const fetched = join(unfinished, 'fetched');
  const assembled = join(unfinished, 'elasticsearch');
  const fetch = async (artifact: Artifact): Promise<string> => {
    progress(`fetching ${artifact.coordinates} (${artifact.note})…`);
    return fetchArtifact(artifact, fetched, env);
  };
  try {
    mkdirSync(fetched, { recursive: true });
    const [distribution, modules] = [await fetch(DISTRIBUTION), await fetch(MODULES_SOURCE)];
    const [kql, parser] = [await fetch(KQL_MODULE), await fetch(KQL_PARSER)];
    progress('assembling Elasticsearch…');
    extractDistribution(distribution, modules, assembled);
    addKql(kql, parser, join(assembled, 'modules', 'x-pack-kql'));
    check(assembled);
    rmSync(home, { recursive: true, force: true });
    renameSync(assembled, home);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function extractDistribution(distribution: string, modulesSource: string, to: string): void {
  using server = new ZipFile(distribution);
  using source = new ZipFile(modulesSource);
  const inHome = (name: string): string => name.slice(name.indexOf('/') + 1);
  // Modules run inside the server, so both must come from one build: the same bytes of the server itself.
  const builds = [server, source].map(
    (zip) => zip.entries.find((entry) => entry.name.endsWith(SERVER_JAR))?.crc32,
  );
  if (builds[0] === undefined || builds[0] !== builds[1]) {
    throw new EngineError('ENGINE_ASSEMBLY_FAILED', 'The server and its modules are not of the same build.');
  }
  server.extract(to, inHome);
  const wanted = MODULES.map((module) => `elasticsearch/modules/${module}/`);
  source.extract(to, (name) => {
    const inSource = inHome(name);
    return wanted.some((folder) => inSource.startsWith(folder)) ? inHome(inSource) : undefined;
  });
}

/** As the installer of Elasticsearch would: the module's jar, what it needs, and the descriptor that the jar holds. */
function addKql(jar: string, parser: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(jar, join(folder, KQL_MODULE.file));
  copyFileSync(parser, join(folder, KQL_PARSER.file));
  using zip = new ZipFile(jar);
  zip.extract(folder, (name) =>
    name === `META-INF/es-plugins/x-pack-kql/${DESCRIPTOR}` ? DESCRIPTOR : undefined,
  );
}

function check(home: string): void {
  const missing = missingFrom(home);
  const foreign = ALL_MODULES.filter(
    (module) =>
      missing.length === 0 &&
      !readFileSync(join(home, 'modules', module, DESCRIPTOR), 'utf8').includes(
        `elasticsearch.version=${VERSION}`,
      ),
  );
  if (missing.length === 0 && foreign.length === 0) return;
  throw new EngineError(
    'ENGINE_ASSEMBLY_FAILED',
    `What was assembled is not a whole Elasticsearch ${VERSION}: ` +
      [
        ...missing.map((path) => `${path} is missing`),
        ...foreign.map((module) => `${module} is of another version`),
      ].join(', '),
    'Delete the artifacts named above from the Maven cache, so that they are fetched again.',
  );
}

function makeFolder(cache: string): void {
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, '.gitignore'), '*\n');
  } catch (cause) {
    throw new EngineError(
      'ENGINE_CACHE_UNWRITABLE',
      `The cache folder ${cache} cannot be written.`,
      'Set O365_RULEPACK_CACHE to a folder that can.',
      { cause },
    );
  }
}
