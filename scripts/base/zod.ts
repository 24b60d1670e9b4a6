import { z } from 'zod';

// Compiling a schema by `new Function` costs more than all the checks of a pack; and the program does without eval.
z.config({ jitless: true });

export { z };
