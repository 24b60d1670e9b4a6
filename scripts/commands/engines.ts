/** Where rules can run, the default first; the engines' own list would load them all. */
export const ENGINES = ['embedded', 'local', 'container', 'url'];
