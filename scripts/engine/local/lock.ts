import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN = 250;
/** A lock without its owner's number: the owner is between making the folder and writing it, or died there. */
const OWNERLESS_LOOKS = 8;

/** A folder that only one process at a time can make: the others wait until it is gone, or its owner is dead. */
export async function withLock<T>(path: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  await acquire(path, waiting);
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

async function acquire(path: string, waiting: () => void): Promise<void> {
  let said = false;
  let ownerless = 0;
  for (;;) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, 'owner'), String(process.pid));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(path);
    ownerless = owner === undefined ? ownerless + 1 : 0;
    if (ownerless > OWNERLESS_LOOKS || (owner !== undefined && !isAlive(owner))) {
      rmSync(path, { recursive: true, force: true });
      continue;
    }
    if (!said) waiting();
    said = true;
    await pause(LOOK_AGAIN);
  }
}

function ownerOf(path: string): number | undefined {
  try {
    const owner = Number(readFileSync(join(path, 'owner'), 'utf8'));
    return Number.isInteger(owner) && owner > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
