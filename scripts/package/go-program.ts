import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineError } from '../base/errors';

const run = promisify(execFile);

type Env = Readonly<Record<string, string | undefined>>;

/** A Go module that is built into a program of the same name. */
export interface GoProgram {
  readonly name: string;
  /** Folder with go.mod, go.sum and the sources of its main package. */
  readonly folder: string;
  /** Its main package where that is one of a dependency. */
  readonly package?: string;
}

const FAILURE_LINES = 15;
const GO_FLAGS = '-mod=readonly -modcacherw -buildvcs=false -trimpath';

/**
 * Builds a Go program, or takes the one that was built from the same sources. Program, modules and Go's build cache are
 * kept in `<cache>/go/`; a cold build takes one to two minutes.
 *
 * @returns its path
 * @throws EngineError `GO_MISSING`, or `GO_BUILD_FAILED` with Go's own words
 */
export async function goProgram(
  { name, folder, package: mainPackage = '.' }: GoProgram,
  cache: string,
  env: Env,
  progress: (message: string) => void,
): Promise<string> {
  const programs = join(cache, 'go', 'programs');
  const path = join(programs, `${name}-${sourcesHash(folder)}`);
  if (existsSync(path)) return path;
  progress(`building ${name} (once; one to two minutes)…`);
  mkdirSync(programs, { recursive: true });
  // Under a name of its own until it is whole: two processes may build at the same time.
  const unfinished = `${path}.${process.pid}`;
  try {
    await run('go', ['build', '-o', unfinished, mainPackage], {
      cwd: folder,
      env: {
        ...env,
        GOMODCACHE: join(cache, 'go', 'modules'),
        GOCACHE: join(cache, 'go', 'build'),
        GOFLAGS: GO_FLAGS,
      },
    });
  } catch (error) {
    throw buildError(name, error);
  }
  renameSync(unfinished, path);
  return path;
}

function sourcesHash(folder: string): string {
  const hash = createHash('sha256');
  const sources = readdirSync(folder).filter((name) => /\.go$|^go\.(mod|sum)$/.test(name));
  for (const name of sources.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

function buildError(name: string, cause: unknown): EngineError {
  const { code, stderr = '' } = cause as { readonly code?: unknown; readonly stderr?: string };
  if (code === 'ENOENT') {
    return new EngineError(
      'GO_MISSING',
      `Go is needed to build ${name}, and \`go\` is not on PATH.`,
      'Install Go (its version stands in go.mod).',
      { cause },
    );
  }
  const words = stderr.trim().split('\n').slice(-FAILURE_LINES).join('\n');
  return new EngineError(
    'GO_BUILD_FAILED',
    `Go could not build ${name}:\n${words === '' ? String(cause) : words}`,
    'Check that Go reaches a module proxy (GOPROXY), and that its version is that of go.mod or later.',
    { cause },
  );
}
