import type { StreamName } from '../emission';
import type { PARTS } from './story-schema';
import type { StoryRecord } from './story-record';

export interface Step {
  readonly name: string;
  readonly title: string;
  readonly who: string;
  readonly from: 'office' | 'home' | 'outside';
  /** Since the first record of the story, milliseconds. */
  readonly at: number;
  readonly repeat: number;
  /** Milliseconds. */
  readonly every: number;
  readonly stream: StreamName;
  readonly rules: readonly string[];
  readonly template: StoryRecord;
}

/** An attack, ready to be played in a tenant. */
export interface Story {
  readonly name: string;
  readonly title: string;
  readonly cast: ReadonlyMap<string, (typeof PARTS)[number]>;
  readonly steps: readonly Step[];
  /** From the first record to the last, milliseconds. */
  readonly duration: number;
}

/** The truth about one record, kept outside of it. */
export interface Label {
  /** The record's own id, which is the `event.id` and the `_id` of its document. */
  readonly record: string;
  readonly story: string;
  readonly step: string;
  /** Slugs of the rules that are to find it. */
  readonly rules: readonly string[];
}
