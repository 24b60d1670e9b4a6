export { dashboardFiles } from './dashboard';
export { packageFiles, packageParts } from './package-files';
export { packageId } from './package-id';
export type { PackagePart, PackageParts } from './package-part';
export { specValidator } from './spec-validator';
export type { SpecFinding, SpecValidator } from './spec-validator';
export { traceFindings } from './trace-finding';
export type { PackageFinding } from './trace-finding';
