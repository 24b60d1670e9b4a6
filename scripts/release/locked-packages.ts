import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../base/errors';
import { z } from '../base/zod';

const lockSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

type Entries = z.infer<typeof lockSchema>['packages'];

/** An npm package as package-lock.json pins it. */
export interface LockedPackage {
  /** Where npm installs it; the empty path is the project itself. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly license: string | undefined;
  /** SHA-512 of its archive in hex. */
  readonly sha512: string | undefined;
  /** Paths of the packages that it needs. */
  readonly needs: readonly string[];
}

/**
 * The project and all that it needs to run (no development tools), by path, from the package-lock.json of a checkout.
 * Throws ContentError `SBOM_LOCK_UNREADABLE` or `SBOM_LOCK_INCOMPLETE`.
 */
export function lockedPackages(root: string): LockedPackage[] {
  const entries = readLock(root);
  const found = new Map<string, LockedPackage>();
  const paths = [''];
  for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
    if (found.has(path)) continue;
    const one = lockedPackage(entries, path);
    found.set(path, one);
    paths.push(...one.needs);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readLock(root: string): Entries {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages;
  } catch (error) {
    throw new ContentError({
      code: 'SBOM_LOCK_UNREADABLE',
      message: `package-lock.json cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      expected: 'the lock of npm, lockfileVersion 3',
      hint: 'Restore it with git checkout; after a merge run npm install.',
    });
  }
}

function lockedPackage(entries: Entries, path: string): LockedPackage {
  const entry = entries[path];
  if (entry === undefined) throw incomplete(path === '' ? 'the project itself' : path);
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const optional = entry.optionalDependencies ?? {};
  const needs = Object.keys({ ...entry.dependencies, ...optional }).flatMap((needed) => {
    const installed = installedPath(entries, path, needed);
    if (installed === undefined && !Object.hasOwn(optional, needed)) throw incomplete(needed);
    return installed ?? [];
  });
  return {
    path,
    name: path === '' ? (entry.name ?? '') : name,
    version: entry.version,
    license: entry.license,
    sha512: hexOf(entry.integrity),
    needs,
  };
}

/** As Node resolves it: the nearest node_modules folder on the way up that has it. */
function installedPath(entries: Entries, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (Object.hasOwn(entries, path)) return path;
    if (folder === '') return undefined;
  }
}

/** Subresource integrity (`sha512-<base64>`) as hex. */
function hexOf(integrity: string | undefined): string | undefined {
  const [, base64] = /\bsha512-([A-Za-z0-9+/=]+)/.exec(integrity ?? '') ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex');
}

function incomplete(missing: string): ContentError {
  return new ContentError({
    code: 'SBOM_LOCK_INCOMPLETE',
    message: `package-lock.json lacks ${missing}`,
    hint: 'Run npm install, which completes it.',
  });
}
