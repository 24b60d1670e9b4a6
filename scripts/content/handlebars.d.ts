/** Handlebars in one file: it loads in a third of the time that the 44 files of its main entry take. */
declare module 'handlebars/dist/handlebars' {
  import Handlebars from 'handlebars';

  export default Handlebars;
}
