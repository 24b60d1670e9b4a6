import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who runs the server. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: ServerUser = { uid: 65534, gid: 65534 };
const READ_AND_ENTER_BY_OTHERS = 0o005;

/** Elasticsearch refuses to run as root; root starts it as `nobody`. Undefined: as whoever we are. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
    return entry === null ? NOBODY : { uid: Number(entry[1]), gid: Number(entry[2]) };
  } catch {
    return NOBODY;
  }
}

/** True when `nobody` can read the folder: every folder above lets others in (that of root itself does not). */
export function isOpenToOthers(folder: string): boolean {
  if ((statSync(folder).mode & READ_AND_ENTER_BY_OTHERS) !== READ_AND_ENTER_BY_OTHERS) return false;
  for (let path = dirname(folder); ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
