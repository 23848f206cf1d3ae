/** The part of the package jinja-js 0.1.8 that is used; it has no types of its own. */
declare module 'jinja-js' {
  interface JinjaJs {
    /**
     * Compiles a template. `this.readTemplateFile` is asked for the text of each template that it includes.
     * @param options - `runtime: false`: the function refers to a free variable `runtime`
     */
    compile(
      this: { readonly readTemplateFile: (name: string) => string },
      template: string,
      options: { readonly runtime: false },
    ): { readonly render: (data: unknown) => unknown };
  }
  const jinja: JinjaJs;
  export default jinja;
}
