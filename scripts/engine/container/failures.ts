import { EngineError } from '../../base/errors';
import { tailOf } from '../process/console-tail';

/** There is no container runtime, or none that answers. */
export function noDocker(cause: unknown): EngineError {
  return new EngineError(
    'ENGINE_NO_DOCKER',
    'The engine `container` needs Docker (or Podman), and none answers.',
    'Start Docker, or set DOCKER_HOST to its socket; see that `docker info` works as this user. ' +
      'Or use `--engine local` (needs Java) or `--engine embedded` (needs nothing).',
    { cause },
  );
}

/** The image could not be had, or Elasticsearch did not start in it. */
export function noStart(image: string, cause: unknown, lines: readonly string[]): EngineError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (lines.length === 0) {
    return new EngineError(
      'ENGINE_NO_IMAGE',
      `No container of the image ${image} could be started: ${message}`,
      'Check that the registry is reachable (`docker pull` of the same name), ' +
        'or set ES_IMAGE to an image of Elasticsearch 9 that is on this machine.',
      { cause },
    );
  }
  return new EngineError(
    'ENGINE_BOOT_FAILED',
    `Elasticsearch did not start in its container (${message}). Its last lines:\n${tailOf(lines)}`,
    'The lines above name the cause; too little memory for Docker is the usual one.',
    { cause },
  );
}
