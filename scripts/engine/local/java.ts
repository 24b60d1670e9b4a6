import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { EngineError } from '../../base/errors';

/** The oldest Java that Elasticsearch 9 runs on. */
export const OLDEST_JAVA = 21;

/** Folders that hold one JVM each in their subfolders, on Linux and macOS. */
const INSTALLED = ['/usr/lib/jvm', '/usr/java', '/opt', '/opt/java', '/Library/Java/JavaVirtualMachines'];

export interface Java {
  readonly home: string;
  readonly version: number;
  /** Where it was found, e.g. `JAVA_HOME`. */
  readonly from: string;
}

/**
 * A Java that Elasticsearch can run on: the one that ES_JAVA_HOME, the distribution (`jdk/`) or JAVA_HOME names, or
 * the one on PATH, if it is new enough; else the newest of all that are installed.
 *
 * @throws EngineError `ENGINE_NO_JAVA`, naming what was found
 */
export function findJava(
  env: Readonly<Record<string, string | undefined>>,
  elasticsearchHome: string,
  installed: readonly string[] = INSTALLED,
): Java {
  const named = [
    javaAt(env['ES_JAVA_HOME'], 'ES_JAVA_HOME'),
    javaAt(join(elasticsearchHome, 'jdk'), 'bundled'),
    javaAt(env['JAVA_HOME'], 'JAVA_HOME'),
    javaAt(onPath(env['PATH']), 'PATH'),
  ].filter((java) => java !== undefined);
  const homes = [...installed, ...(env['HOME'] === undefined ? [] : ownFolders(env['HOME']))];
  const others = homes.flatMap(javasIn).sort((a, b) => b.version - a.version);
  const found = [...named, ...others];
  const fitting = found.find((java) => java.version >= OLDEST_JAVA);
  if (fitting !== undefined) return fitting;
  throw new EngineError(
    'ENGINE_NO_JAVA',
    `Elasticsearch needs Java ${OLDEST_JAVA} or later; ${describe(found)}.`,
    `Install a JDK ${OLDEST_JAVA} or later and set ES_JAVA_HOME to its folder, ` +
      'or use `--engine container` or `--engine embedded`, which need no Java.',
  );
}

function describe(found: readonly Java[]): string {
  if (found.length === 0)
    return 'none was found (ES_JAVA_HOME, JAVA_HOME, PATH and the usual folders were searched)';
  const distinct = new Map(found.map((java) => [java.home, `Java ${java.version} in ${java.home}`]));
  return `found only ${[...distinct.values()].join(', ')}`;
}

function ownFolders(home: string): string[] {
  return [join(home, '.sdkman/candidates/java'), join(home, '.jdks')];
}

function onPath(path: string | undefined): string | undefined {
  for (const folder of (path ?? '').split(delimiter)) {
    const home = homeOf(join(folder, 'java'));
    if (home !== undefined) return home;
  }
  return undefined;
}

/** The Java home that a `java` command belongs to, through its links. */
function homeOf(command: string): string | undefined {
  try {
    return dirname(dirname(realpathSync(command)));
  } catch {
    return undefined;
  }
}

function javasIn(folder: string): Java[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const home = join(folder, name);
      // macOS has the Java home inside a bundle.
      return [javaAt(home, folder), javaAt(join(home, 'Contents/Home'), folder)].filter(
        (java) => java !== undefined,
      );
    });
  } catch {
    return [];
  }
}

function javaAt(home: string | undefined, from: string): Java | undefined {
  if (home === undefined || home === '') return undefined;
  const command = join(home, 'bin/java');
  try {
    accessSync(command, constants.X_OK);
  } catch {
    return undefined;
  }
  const version = releasedVersion(home) ?? askedVersion(command);
  return version === undefined ? undefined : { home, version, from };
}

/** From the file `release` that every JDK since 9 has: no process to start. */
function releasedVersion(home: string): number | undefined {
  try {
    return major(/^JAVA_VERSION="([^"]+)"/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

function askedVersion(command: string): number | undefined {
  return major(/version "([^"]+)"/.exec(spawnSync(command, ['-version'], { encoding: 'utf8' }).stderr)?.[1]);
}

/** 25 for `25.0.3`, 8 for `1.8.0_402`. */
function major(version: string | undefined): number | undefined {
  const number = /^(?:1\.)?(\d+)/.exec(version ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}
