import { TextObject } from './text';

/** Java's StringBuilder. */
export class StringBuilder extends TextObject {
  readonly javaClass = 'java.lang.StringBuilder';

  constructor(public content = '') {
    super();
  }

  text(): string {
    return this.content;
  }
}
