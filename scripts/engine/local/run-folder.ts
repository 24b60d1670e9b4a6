import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerUser } from './server-user';
import { isOpenToOthers } from './server-user';
import { jvmOptions, LOGGING, serverSettings } from './settings';

/** The temporary folder of one server: configuration, data, logs, and what it says on its console. */
export interface RunFolder {
  readonly path: string;
  readonly config: string;
  readonly temporary: string;
  readonly console: string;
  /** The file in which the server writes the address it listens on. */
  readonly address: string;
  /** The distribution, at a path that the server's user can read. */
  readonly home: string;
}

/** Makes the folder; its owner is `user`, so that the server can write into it. */
export function makeRunFolder(home: string, user: ServerUser | undefined, secured: boolean): RunFolder {
  const path = mkdtempSync(join(tmpdir(), 'o365-rulepack-elasticsearch-'));
  const config = join(path, 'config');
  const data = join(path, 'data');
  const logs = join(path, 'logs');
  const temporary = join(path, 'tmp');
  for (const folder of [config, data, logs, temporary]) mkdirSync(folder);
  const hasModule = (name: string): boolean => existsSync(join(home, 'modules', name));
  writeFileSync(join(config, 'elasticsearch.yml'), serverSettings({ data, logs, secured, hasModule }));
  writeFileSync(join(config, 'jvm.options'), jvmOptions());
  writeFileSync(join(config, 'log4j2.properties'), LOGGING);
  let readable = home;
  if (user !== undefined) {
    if (!isOpenToOthers(home)) {
      readable = join(path, 'home');
      linkTree(home, readable);
    }
    chmodSync(path, 0o755);
    const written = [
      path,
      config,
      data,
      logs,
      temporary,
      ...readdirSync(config).map((name) => join(config, name)),
    ];
    for (const each of written) chownSync(each, user.uid, user.gid);
  }
  return {
    path,
    config,
    temporary,
    console: join(path, 'console.log'),
    address: join(logs, 'http.ports'),
    home: readable,
  };
}

export function removeRunFolder(folder: RunFolder): void {
  // A process that dies may still write its last file while the folder is removed.
  rmSync(folder.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The same files at another path, without copying them where both paths are on one file system. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (statSync(source).isDirectory()) linkTree(source, target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
