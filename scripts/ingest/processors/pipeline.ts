import { ingestError } from '../errors';
import { runPipeline } from '../pipeline';
import { didYouMean } from '../problems';
import type { ProcessorCompiler } from '../processor-compiler';
import { isTemplate } from '../template';

/** `pipeline`: runs another pipeline. A name that is no template must be known when the pipelines are loaded. */
export const compilePipeline: ProcessorCompiler = (options, { pipelines, pipelineNames }) => {
  const name = options.string('name');
  const template = options.template('name');
  const ignoreMissing = options.boolean('ignore_missing_pipeline', false);
  if (!isTemplate(name) && !ignoreMissing && !pipelineNames.has(name)) {
    const known = [...pipelineNames];
    options.fail(
      'name',
      'no such pipeline',
      name,
      known.join(', '),
      didYouMean(name, known),
      'PIPELINE_UNKNOWN',
    );
  }
  return (document) => {
    const called = template(document);
    const pipeline = pipelines.get(called);
    if (pipeline !== undefined) {
      runPipeline(pipeline, document);
    } else if (!ignoreMissing) {
      const message = `Pipeline processor configured for non-existent pipeline [${called}]`;
      throw ingestError('illegal_state_exception', message);
    }
  };
};
