import { z } from '../../base/zod';
import { collectorSchema } from './schema';
import { templateSchema } from './template-form';

/** Both forms of the configuration, for editors; the reader takes the one that is meant, by the key `inputs`. */
export const collectorFileSchema = z.union([collectorSchema, templateSchema]);
