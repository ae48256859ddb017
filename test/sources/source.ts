/** The rules of a source document by their numbers, each in a few words. */
export type Source = {
  readonly title: string
  readonly rules: { readonly [row: string]: string }
  /** Why no test covers a rule. */
  readonly outside?: { readonly [row: string]: string }
}
