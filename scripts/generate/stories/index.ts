/** Attacks as YAML, played in a tenant; the truth about their records stays beside the log. */
export { loadStories } from './load-stories';
export { playStories } from './play';
export type { PlayPlan } from './play';
export type { Label, Step, Story } from './story';
export { storySchema } from './story-schema';
