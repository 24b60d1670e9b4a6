import type * as Re2js from 're2js';
import { lazyModule } from './lazy-module';

/** RE2, for patterns that the runtime's own engine may not run in linear time; loaded when one is met. */
export const re2js = lazyModule('re2js') as () => typeof Re2js;
