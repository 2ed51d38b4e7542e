/** What style sheets are to the type check: a module gives class names, a plain sheet gives nothing. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export = classes
}
declare module '*.css' {}
