import type { Value } from '../runtime/values';
import { JavaClass } from './java-class';
import type { JavaMethod, MethodTable } from './java-class';

/** What a script reaches by a class's name: static methods, constants, constructors. */
export interface StaticClass {
  /** Full name. */
  readonly name: string;
  /** Static methods; their implementations ignore the receiver. */
  readonly methods: JavaClass;
  readonly constants: ReadonlyMap<string, Value>;
  /** Constructors, as methods of the name `new`. */
  readonly constructors: JavaClass;
}

/** Static members by their Java signature; a constructor is written `Type new(…)`. */
export function staticClass(
  name: string,
  members: {
    methods?: MethodTable<Value>;
    constants?: Readonly<Record<string, Value>>;
    constructors?: MethodTable<Value>;
  },
): StaticClass {
  return {
    name,
    methods: new JavaClass(name).with(members.methods ?? {}),
    constants: new Map(Object.entries(members.constants ?? {})),
    constructors: new JavaClass(name).with(members.constructors ?? {}),
  };
}

/** The constructor of an arity. */
export function constructorOf(type: StaticClass, arity: number): JavaMethod | undefined {
  return type.constructors.find(`new/${arity}`);
}
