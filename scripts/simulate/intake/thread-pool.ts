import type { Worker } from 'node:worker_threads';

interface Waiting<A> {
  readonly resolve: (answer: A) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, which answers its tasks in order. */
class Thread<T, A> {
  readonly #worker: Worker;
  readonly #waiting: Waiting<A>[] = [];
  #broken: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: A) => this.#waiting.shift()?.resolve(answer));
    worker.on('error', (error: Error) => this.#break(error));
    worker.on('exit', (code) => this.#break(new Error(`a thread ended with code ${code} before its work`)));
  }

  get load(): number {
    return this.#waiting.length;
  }

  do(task: T): Promise<A> {
    return new Promise<A>((resolve, reject) => {
      if (this.#broken) {
        reject(this.#broken);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(task);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
  }
}

/** Threads of one program. The first one that breaks tells its error to all who wait for it. */
export class ThreadPool<T, A> implements AsyncDisposable {
  readonly #threads: readonly Thread<T, A>[];

  /** `start`: makes a thread that posts one answer for each message, in order. */
  constructor(size: number, start: () => Worker) {
    this.#threads = Array.from({ length: size }, () => new Thread(start()));
  }

  /** Rejects with the error of the thread that was to do it. */
  do(task: T): Promise<A> {
    const [first, ...others] = this.#threads;
    if (first === undefined) return Promise.reject(new Error('a pool without threads'));
    return others.reduce((best, one) => (one.load < best.load ? one : best), first).do(task);
  }

  /** Ends all threads, whatever they do. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}
