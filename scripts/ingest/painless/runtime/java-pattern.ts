import type { JavaRegex, RegexMatch } from '../../../base/java-regex';
import { JavaError, illegalArgument, indexOutOfBounds } from './java-error';
import { TextObject } from './text';

/** A regular expression literal. */
export class JavaPattern extends TextObject {
  readonly javaClass = 'java.util.regex.Pattern';

  constructor(readonly regex: JavaRegex) {
    super();
  }

  text(): string {
    return this.regex.source;
  }
}

function noMatch(reason: string): JavaError {
  return new JavaError('java.lang.IllegalStateException', reason);
}

/** The current match of a matcher. */
export class JavaMatch extends TextObject {
  readonly javaClass: string = 'java.util.regex.Matcher';

  constructor(
    readonly pattern: JavaPattern,
    protected match: RegexMatch | null,
    readonly input: string,
  ) {
    super();
  }

  text(): string {
    const { pattern, input, match } = this;
    return `${this.javaClass}[pattern=${pattern.text()} region=0,${input.length} lastmatch=${match?.groups[0] ?? ''}]`;
  }

  get groupCount(): number {
    return this.pattern.regex.groupCount;
  }

  group(index: number): string | null {
    const { groups } = this.current('No match found');
    if (index < 0 || index > this.groupCount) throw indexOutOfBounds(`No group ${index}`);
    return groups[index] ?? null;
  }

  namedGroup(name: string): string | null {
    const { named } = this.current('No match found');
    if (!(name in named)) throw illegalArgument(`No group with name <${name}>`);
    return named[name] ?? null;
  }

  get start(): number {
    return this.current('No match available').start;
  }

  get end(): number {
    return this.current('No match available').end;
  }

  private current(reason: string): RegexMatch {
    if (this.match === null) throw noMatch(reason);
    return this.match;
  }
}

/** Java's Matcher over one input. */
export class JavaMatcher extends JavaMatch {
  private next = 0;

  constructor(pattern: JavaPattern, input: string) {
    super(pattern, null, input);
  }

  find(): boolean {
    this.match = this.next > this.input.length ? null : this.pattern.regex.find(this.input, this.next);
    if (this.match !== null) this.next = this.match.end + (this.match.end === this.match.start ? 1 : 0);
    return this.match !== null;
  }

  findFrom(from: number): boolean {
    if (from < 0 || from > this.input.length) throw indexOutOfBounds('Illegal start index');
    this.next = from;
    return this.find();
  }

  matches(): boolean {
    this.match = this.pattern.regex.matchWhole(this.input);
    return this.match !== null;
  }

  reset(): void {
    this.next = 0;
    this.match = null;
  }
}
