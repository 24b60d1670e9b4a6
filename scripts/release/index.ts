export { buildFiles } from './build';
export { ecsTable } from './ecs-table';
export { editorSchemas } from './editor-schemas';
export { kibanaRule } from './kibana-rule';
export { writeFolder } from './write-folder';
