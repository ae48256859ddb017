// No text of an event holds a control character: what begins with this one is no text.
const mark = '\u0001'

/** A person among the parties a line speaks of, which are customers else. */
export const personParty = (personId: string): string => mark + personId

/** The person a party is; `null` for a customer. */
export const personOfParty = (party: string): string | null =>
  party.startsWith(mark) ? party.slice(mark.length) : null

/** Gives each name the same text always: made again for every line, it would be kept as often. */
const onceEach = (make: (name: string) => string): ((name: string) => string) => {
  const known = new Map<string, string>()
  return (name) => {
    const made = known.get(name) ?? make(name)
    known.set(name, made)
    return made
  }
}

/** A value that is no text of a user but a word of the library, said in the language of the reader. */
export const word: (name: string) => string = onceEach((name) => mark + name)

/** The name of the word a value is; `null` for a text. */
export const wordIn = (value: string): string | null => (value.startsWith(mark) ? value.slice(mark.length) : null)

/** One of a few values of the library's own, where there is one. */
export const choice = (value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : word(value)
