/** What style sheets are to the type check: a module gives class names, a plain sheet gives nothing. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  // biome-ignore lint/style/noDefaultExport: the bundler gives the class names as the default
  export default classes
}
declare module '*.css' {}
