// Event texts contain no control characters: a value with this prefix is not user text.
const mark = '\u0001'

/** Marks a person among the parties of a line; unmarked parties are customers. */
export const personParty = (personId: string): string => mark + personId

// Event texts do not contain this character either.
const wholeMark = '\u0002'

/** Marks a person of an activity among the parties of a line: the private customer that it is must be visible too. */
export const wholePersonParty = (personId: string): string => wholeMark + personId

/** Whether a party is a person of an activity. */
export const isWholePerson = (party: string): boolean => party.startsWith(wholeMark)

/** The person id of a party; `null` for a customer. */
export const personOfParty = (party: string): string | null =>
  party.startsWith(mark) || isWholePerson(party) ? party.slice(mark.length) : null

/** Marks a customer among the persons that a text is about: its person is not known yet. */
export const customerAmongPersons = (customerId: string): string => mark + customerId

/** The customer among the persons that a text is about; `null` for a person. */
export const customerOfMark = (person: string): string | null =>
  person.startsWith(mark) ? person.slice(mark.length) : null

/** Interns the strings, so that lines share them. */
const internResult = (make: (name: string) => string): ((name: string) => string) => {
  const interned = new Map<string, string>()
  return (name) => {
    const result = interned.get(name) ?? make(name)
    interned.set(name, result)
    return result
  }
}

/** A built-in word instead of user text; views translate it. */
export const word: (name: string) => string = internResult((name) => mark + name)

/** The name of a built-in word; `null` for user text. */
export const wordIn = (value: string): string | null => (value.startsWith(mark) ? value.slice(mark.length) : null)

const anyWord = new RegExp(`${mark}([^,]*)`, 'g')

/** Replaces the built-in words of a value, which may be listed among user texts. */
export const replaceWords = (value: string, textOf: (name: string) => string): string =>
  value.includes(mark) ? value.replace(anyWord, (_, name: string) => textOf(name)) : value

/** A built-in word, or `null` without a value. */
export const choice = (value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : word(value)
