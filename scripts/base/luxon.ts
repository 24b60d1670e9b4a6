import type * as Luxon from 'luxon';
import { lazyModule } from './lazy-module';

/** Luxon, for time zones and calendars; loaded when one is met. */
export const luxon = lazyModule('luxon') as () => typeof Luxon;
