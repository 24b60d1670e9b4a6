/** A question, and whoever waits for its answer. */
export interface Waiting<Question, Answer> {
  readonly request: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Collects what is asked for in the same turn of the event loop, to be sent together. */
export class TurnBatch<Question, Answer> {
  private waiting: Waiting<Question, Answer>[] = [];

  /** `send` answers every question of a batch; it never rejects itself. */
  constructor(private readonly send: (batch: readonly Waiting<Question, Answer>[]) => Promise<void>) {}

  ask(request: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.flush());
      this.waiting.push({ request, resolve, reject });
    });
  }

  private flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    return this.send(batch);
  }
}
