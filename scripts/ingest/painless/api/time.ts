import type { JavaObject } from '../runtime/values';
import type { JavaClass } from './java-class';
import type { StaticClass } from './static-class';

export const TIME_CLASSES: readonly (readonly [string, JavaClass])[] = [];
export const TIME_STATICS: readonly (readonly [string, StaticClass])[] = [];

export function isTimeClass(_value: JavaObject): JavaClass | undefined {
  return undefined;
}
