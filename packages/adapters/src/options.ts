import { failureError, type MalformedOptions, nearestOf, type StoreFailure, type StoreSource } from '@clientele/domain'
import { left } from 'fp-ts/lib/Either.js'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Whether a value is an `AbortSignal`, of this platform or another. */
export const isAbortSignal = (value: unknown): boolean =>
  isObject(value) && typeof Reflect.get(value, 'addEventListener') === 'function'

const hasFunctions =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && names.every((name) => typeof Reflect.get(value, name) === 'function')

/** The kinds of options: their checks, and their descriptions in messages. Milliseconds may be `Infinity`. */
const kinds = {
  text: { is: (value: unknown) => typeof value === 'string', words: 'a text' },
  // An empty name is the working directory, or a temporary file that is lost.
  path: {
    is: (value: unknown) => typeof value === 'string' && value.trim() !== '',
    words: 'the name of a file or directory, not empty',
  },
  flag: { is: (value: unknown) => typeof value === 'boolean', words: 'true or false' },
  count: {
    is: (value: unknown) => Number.isInteger(value) && Number(value) >= 1,
    words: 'a whole number, at least 1',
  },
  milliseconds: {
    is: (value: unknown) => typeof value === 'number' && value >= 0,
    words: 'a number of milliseconds, at least 0',
  },
  function: { is: (value: unknown) => typeof value === 'function', words: 'a function' },
  object: { is: isObject, words: 'an object' },
  texts: {
    is: (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
    words: 'a list of texts',
  },
  logger: { is: hasFunctions('info', 'warn', 'error'), words: 'a logger with `info`, `warn` and `error`' },
  snapshots: {
    is: hasFunctions('save', 'latest', 'purge', 'close'),
    words: 'a place of snapshots, such as `memorySnapshots()` or `sqliteSnapshots({ file })`',
  },
  key: {
    is: (value: unknown) => typeof value === 'string' || typeof value === 'function',
    words: 'a text, or a function that returns one',
  },
  signal: { is: isAbortSignal, words: 'an AbortSignal' },
  store: {
    is: (value: unknown) => isObject(value) && typeof Reflect.get(value, 'open') === 'function',
    words: 'a store, such as `memory()` or `sqlite({ file })`',
  },
  keyStore: {
    is: hasFunctions('open'),
    words: 'a key store, such as `memoryKeys()` or `sqliteKeys({ file })`',
  },
  port: {
    is: (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
    words: 'a whole number from 0 to 65535',
  },
  // Checked by who uses it.
  anything: { is: () => true, words: 'a value' },
  tls: { is: (value: unknown) => typeof value === 'boolean' || isObject(value), words: 'true, false or an object' },
} as const

/** A kind, a list of allowed words, or a pattern. */
type Kind = keyof typeof kinds | readonly string[] | RegExp

/** The kind of each option; a missing one does not compile. */
export type OptionKinds<Options> = { readonly [K in keyof Required<Options>]: Kind }

const wordsOf = (kind: Kind): string => {
  if (kind instanceof RegExp) return `a text that fits ${kind}`
  return typeof kind === 'string' ? kinds[kind].words : kind.map((one) => `'${one}'`).join(' or ')
}

const fits = (kind: Kind, value: unknown): boolean => {
  if (kind instanceof RegExp) return typeof value === 'string' && kind.test(value)
  return typeof kind === 'string' ? kinds[kind].is(value) : kind.includes(String(value))
}

const unknownOption = (of: string, name: string, known: readonly string[]): string => {
  const nearest = nearestOf(name, known)
  const shown = /^\w{1,60}$/.test(name) ? `\`${name}\`` : 'A name with other characters'
  return `${of}: ${shown} is no option${nearest === null ? '.' : `; did you mean \`${nearest}\`?`}`
}

const kindIn = (expected: object, name: string): Kind => Reflect.get(expected, name)

const problemOf = (of: string, given: unknown, expected: object, required: readonly string[]): string | null => {
  if (!isObject(given) || Array.isArray(given)) return `${of}: the options are an object.`
  const missing = required.find((name) => Reflect.get(given, name) === undefined)
  if (missing !== undefined) return `${of}: \`${missing}\` is ${wordsOf(kindIn(expected, missing))}.`
  const names = Object.keys(expected)
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) return unknownOption(of, name, names)
    const value: unknown = Reflect.get(given, name)
    const kind = kindIn(expected, name)
    if (value !== undefined && !fits(kind, value)) return `${of}: \`${name}\` is ${wordsOf(kind)}.`
  }
  return null
}

/**
 * The problem of malformed options: a missing one of `required`, an unknown name, with the most similar known one, or a
 * wrong value; else `null`.
 */
export const malformedOptions = <Options>(
  of: string,
  given: unknown,
  expected: OptionKinds<Options>,
  required: readonly (keyof Options & string)[] = [],
): MalformedOptions | null => {
  const problem = problemOf(of, given, expected, required)
  return problem === null ? null : { error: 'MalformedOptions', problem }
}

/** Creates a source from options; if they are malformed, opening it fails. */
export const sourceFor = <Options>(
  of: string,
  options: Options,
  expected: OptionKinds<Options>,
  make: (options: Options) => StoreSource,
): StoreSource => {
  const malformed = malformedOptions(of, options, expected)
  return malformed === null ? make(options) : { name: of, open: async () => left(malformed) }
}

/** Throws `MalformedOptions` with a problem; `of` is the function that got the option. */
export const refuseOption = (of: string, problem: string): never => {
  throw failureError({ error: 'MalformedOptions', problem: `${of}: ${problem}` })
}

/** Throws the failure of malformed options, if any; for functions that reject. */
export const throwIfMalformed = (malformed: StoreFailure | null): void => {
  if (malformed !== null) throw failureError(malformed)
}
