import { getContainerRuntimeClient } from 'testcontainers';
import type { ContainerRuntimeClient } from 'testcontainers';

/** What `npm run image` makes, unless another is named. */
export const IMAGE = process.env['COLLECTOR_IMAGE'] ?? 'o365-rulepack-collector';

export type Docker = ContainerRuntimeClient['container']['dockerode'];
type ImageInfo = Awaited<ReturnType<ReturnType<Docker['getImage']>['inspect']>>;

/** The daemon, for what Testcontainers does not do. */
export async function docker(): Promise<Docker> {
  return (await getContainerRuntimeClient()).container.dockerode;
}

/** @throws Error that says what to do where it is not there */
export async function inspectImage(): Promise<ImageInfo> {
  try {
    return await (await docker()).getImage(IMAGE).inspect();
  } catch (cause) {
    if ((cause as { statusCode?: number }).statusCode !== 404) throw cause;
    const advice = 'make it with `npm run image` first, or name another in COLLECTOR_IMAGE';
    throw new Error(`There is no image ${IMAGE}: ${advice}.`, { cause });
  }
}
