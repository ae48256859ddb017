// No text of an event holds a control character: what begins with this one is no text.
export const mark = '\u0001'

/** A value that is no text of a user but a word of the library, said in the language of the reader. */
export const word = (name: string): string => mark + name

/** The name of the word a value is; `null` for a text. */
export const wordIn = (value: string): string | null => (value.startsWith(mark) ? value.slice(mark.length) : null)

/** One of a few values of the library's own, where there is one. */
export const choice = (value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : word(value)
