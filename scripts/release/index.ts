export { buildFiles } from './build';
export { editorSchemas } from './editor-schemas';
export { kibanaRule } from './kibana-rule';
export { writeFolder } from './write-folder';
