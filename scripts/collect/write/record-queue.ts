import type { Item, ItemOwner, Outcome } from './item';

/** Of a record that waits for another with its Id, bytes. */
const FOLLOWER = 100;

interface Held {
  /** Of those with the same Id that came after; nothing else of them is kept. */
  more: ItemOwner[] | undefined;
}

interface Room {
  readonly bytes: number;
  readonly grant: () => void;
}

/**
 * The records that are held: those that wait to be sent, in the order in which they came, and those that are being sent.
 * A record whose Id is held already is not sent; it is settled together with the first one.
 */
export class RecordQueue {
  readonly #waiting: Item[] = [];
  #waitingBytes = 0;
  /** By tenant and Id. */
  readonly #held = new Map<string, Map<string, Held>>();
  #heldBytes = 0;
  #wanting: Room[] = [];

  /** @param most bytes that are held at once; a single record may have more */
  constructor(private readonly most: number) {}

  get length(): number {
    return this.#waiting.length;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  get heldRecords(): number {
    return this.#held.values().reduce((sum, ofTenant) => sum + ofTenant.size, 0);
  }

  /** Somebody waits for room. */
  get crowded(): boolean {
    return this.#wanting.length > 0;
  }

  hasRoom(bytes: number): boolean {
    return this.#wanting.length === 0 && this.#fits(bytes);
  }

  /** Comes back when there is room, for the first who asked first; the room is taken by then. */
  async room(bytes: number): Promise<void> {
    await new Promise<void>((grant) => this.#wanting.push({ bytes, grant }));
  }

  /** Lets everybody in, to find that it is over. */
  open(): void {
    for (const { grant } of this.#wanting.splice(0)) grant();
  }

  take(bytes: number): void {
    this.#heldBytes += bytes;
  }

  /** Its bytes were taken before. False: it only waits for another with its Id. */
  add(item: Item): boolean {
    let ofTenant = this.#held.get(item.tenantId);
    if (!ofTenant) this.#held.set(item.tenantId, (ofTenant = new Map<string, Held>()));
    const held = ofTenant.get(item.id);
    if (held) {
      (held.more ??= []).push(item.owner);
      this.#give(item.bytes - FOLLOWER);
      return false;
    }
    ofTenant.set(item.id, { more: undefined });
    this.#waiting.push(item);
    this.#waitingBytes += item.bytes;
    return true;
  }

  /** The first ones, at least one. */
  next(count: number, bytes: number): Item[] {
    let end = 0;
    for (let sum = 0; end < Math.min(count, this.#waiting.length); end += 1) {
      sum += this.#waiting[end]?.bytes ?? 0;
      if (end > 0 && sum > bytes) break;
    }
    const items = this.#waiting.splice(0, end);
    for (const item of items) this.#waitingBytes -= item.bytes;
    return items;
  }

  /** Lets go of it, and of those that waited for it. */
  settle(item: Item, outcome: Outcome): void {
    const ofTenant = this.#held.get(item.tenantId);
    const held = ofTenant?.get(item.id);
    ofTenant?.delete(item.id);
    let freed = item.bytes;
    item.owner.settled(outcome, item.possibleDouble);
    for (const owner of held?.more ?? []) {
      owner.settled('duplicate', false);
      freed += FOLLOWER;
    }
    this.#give(freed);
  }

  #give(bytes: number): void {
    this.#heldBytes -= bytes;
    for (let [room] = this.#wanting; room && this.#fits(room.bytes); [room] = this.#wanting) {
      this.#wanting.shift();
      this.#heldBytes += room.bytes;
      room.grant();
    }
  }

  #fits(bytes: number): boolean {
    return this.#heldBytes === 0 || this.#heldBytes + bytes <= this.most;
  }
}
