import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../base/errors';
import type { Artifact } from './artifacts';

const FAILURE_LINES = 15;

/**
 * Fetches an artifact with the machine's own Maven, with its settings, mirrors and cache, and puts a copy into
 * `folder`.
 *
 * @returns the path of the copy
 * @throws EngineError `ENGINE_NO_MAVEN`, or `ENGINE_DOWNLOAD_FAILED` with Maven's own words
 */
export async function fetchArtifact(
  artifact: Artifact,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { code, output } = await maven(
    ['dependency:copy', `-Dartifact=${artifact.coordinates}`, `-DoutputDirectory=${folder}`],
    env,
  );
  const path = join(folder, artifact.file);
  if (code === 0 && existsSync(path)) return path;
  throw new EngineError(
    'ENGINE_DOWNLOAD_FAILED',
    `Maven could not fetch ${artifact.coordinates}:\n${output.trim().split('\n').slice(-FAILURE_LINES).join('\n')}`,
    'Check that Maven reaches Maven Central or your mirror of it, ' +
      'or set ES_HOME to an unpacked Elasticsearch, which needs no Maven.',
  );
}

function maven(
  goals: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('mvn', ['--batch-mode', '--quiet', ...goals], {
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (cause) =>
      reject(
        new EngineError(
          'ENGINE_NO_MAVEN',
          'Maven (`mvn`) is needed to fetch Elasticsearch, and it is not on PATH.',
          'Install Maven, or set ES_HOME to an unpacked Elasticsearch 9, ' +
            'or use `--engine container` or `--engine embedded`.',
          { cause },
        ),
      ),
    );
    child.on('close', (code) => resolve({ code, output }));
  });
}
