import { GenericContainer, PullPolicy } from 'testcontainers';
import type { StartedTestContainer } from 'testcontainers';
import { docker } from './collector-image';

/** A container whose root file system cannot be written to, of an image that must be there. */
export class ReadOnlyContainer extends GenericContainer {
  #id: string | undefined;

  constructor(image: string) {
    super(image);
    this.hostConfig.ReadonlyRootfs = true;
    this.withPullPolicy(PullPolicy.neverPull());
  }

  protected override containerCreated(id: string): Promise<void> {
    this.#id = id;
    return Promise.resolve();
  }

  /** Leaves nothing behind where it fails. */
  override async start(): Promise<StartedTestContainer> {
    try {
      return await super.start();
    } catch (error) {
      await this.#remove();
      throw error;
    }
  }

  async #remove(): Promise<void> {
    if (this.#id === undefined) return;
    const container = (await docker()).getContainer(this.#id);
    // Testcontainers may have removed it, or be about to.
    await container.remove({ force: true, v: true }).catch(() => undefined);
  }
}
