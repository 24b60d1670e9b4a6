import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import { JavaObject } from '../runtime/values';
import { exceptionClass, JavaException } from '../runtime/java-exception';
import { JavaError } from '../runtime/java-error';
import { joinedTexts } from './joined-texts';
import type { StaticClass } from './static-class';
import { staticClass } from './static-class';

export const STRING_STATICS = staticClass('java.lang.String', {
  methods: {
    'String valueOf(def)': (_, value: Value) => textOf(value),
    'String join(CharSequence,Iterable)': (_, separator: string, items: readonly Value[]) =>
      joinedTexts(separator, items),
  },
});

/** A locale; only those whose letters change case as everywhere are known. */
export class JavaLocale extends JavaObject {
  readonly javaClass = 'java.util.Locale';
}

const PLAIN = new JavaLocale();

export const LOCALE_STATICS = staticClass('java.util.Locale', {
  constants: { ROOT: PLAIN, ENGLISH: PLAIN, US: PLAIN, UK: PLAIN },
});

/** `new SomeException()`, `new SomeException(message)`; undefined for a class that is no known exception. */
export function exceptionStatics(simpleName: string): StaticClass | undefined {
  const name = exceptionClass(simpleName);
  if (name === undefined) return undefined;
  return staticClass(name, {
    constructors: {
      'Exception new()': () => new JavaException(new JavaError(name, null)),
      'Exception new(String?)': (_, message: string | null) =>
        new JavaException(new JavaError(name, message)),
    },
  });
}
