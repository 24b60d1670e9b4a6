import { LOOP_SLOT } from '../runtime/frame';

export interface Variable {
  readonly slot: number;
  readonly type: string;
  /** How many lambdas surround its declaration. */
  readonly lambdaDepth: number;
  /** Set for a map's entry that exists only as the key, in `slot`, and the map, in this slot. */
  readonly mapSlot?: number;
}

/** Hands out the slots of one frame. */
class Slots {
  count = 0;
}

/** The variables that a place in a script sees. */
export class Scope {
  private readonly variables = new Map<string, Variable>();

  private constructor(
    private readonly parent: Scope | null,
    private readonly slots: Slots,
    readonly lambdaDepth: number,
    /** Whether `ctx` and `params` are there; functions do not see them. */
    readonly isMain: boolean,
    readonly isInLoop: boolean,
    /** Where the loops of this function or lambda count their turns. */
    readonly loopSlot: number,
    /** What `return` must give. */
    readonly returnType: string,
  ) {}

  static forFunction(isMain: boolean, returnType: string): Scope {
    const slots = new Slots();
    slots.count = LOOP_SLOT + 1;
    return new Scope(null, slots, 0, isMain, false, LOOP_SLOT, returnType);
  }

  block(): Scope {
    return new Scope(
      this,
      this.slots,
      this.lambdaDepth,
      this.isMain,
      this.isInLoop,
      this.loopSlot,
      this.returnType,
    );
  }

  loop(): Scope {
    return new Scope(this, this.slots, this.lambdaDepth, this.isMain, true, this.loopSlot, this.returnType);
  }

  lambda(): Scope {
    return new Scope(this, this.slots, this.lambdaDepth + 1, this.isMain, false, this.slots.count++, 'def');
  }

  get slotCount(): number {
    return this.slots.count;
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? this.parent?.find(name);
  }

  /** Declares a variable; undefined when the name is taken. */
  declare(name: string, type: string): Variable | undefined {
    return this.add(name, type, {});
  }

  /** Declares a variable for an entry of a map, which is kept as its key and the map. */
  declareEntry(name: string): (Variable & { readonly mapSlot: number }) | undefined {
    return this.add(name, 'def', { mapSlot: this.slots.count++ });
  }

  private add<Extra extends Partial<Variable>>(
    name: string,
    type: string,
    extra: Extra,
  ): (Variable & Extra) | undefined {
    if (this.find(name) !== undefined || (this.isMain && (name === 'ctx' || name === 'params')))
      return undefined;
    const variable = { slot: this.slots.count++, type, lambdaDepth: this.lambdaDepth, ...extra };
    this.variables.set(name, variable);
    return variable;
  }
}
