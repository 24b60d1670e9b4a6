import type { JavaException } from '../runtime/java-exception';
import { JavaClass } from './java-class';
import { OBJECT } from './objects';

export const EXCEPTION = new JavaClass('java.lang.Exception', [OBJECT]).with<JavaException>({
  'String getMessage()': (self) => self.error.reason,
  'String getLocalizedMessage()': (self) => self.error.reason,
});
