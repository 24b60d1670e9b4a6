import './start-shared-server';

/** Stops what {@link startSharedServer} booted. */
export default async function stopSharedServer(): Promise<void> {
  await globalThis.sharedServer?.stop();
}
