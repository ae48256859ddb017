import { instantFrom, isCalendarDate } from '@clientele/domain'

/** The parsed command line, by option and positional name. */
export type ParsedLine = { readonly [name: string]: unknown }

/**
 * The kind of an option's value: `texts` and `counts` may be given several times, a `flag` has no value, a `moment` is
 * an instant or a position.
 */
type OptionKind = 'text' | 'texts' | 'flag' | 'date' | 'count' | 'counts' | 'moment'

/** The kind of item in the register that an option's value refers to. */
export type NamedThing =
  | 'customerGroup'
  | 'specialGroup'
  | 'customer'
  | 'employee'
  | 'team'
  | 'role'
  | 'contactProperty'
  | 'eventType'
  | 'segment'
  | 'status'
  | 'attractionChannel'
  | 'customerKind'
  | 'customerProperty'
  | 'trackingItem'
  | 'legalEntity'
  | 'contactCategory'

export type Option = {
  readonly kind: OptionKind
  /** The kind of item it refers to: unknown values are refused. */
  readonly names?: NamedThing
  readonly about: string
  readonly choices?: readonly string[]
  readonly required?: boolean
  readonly standard?: string
}

export type Options = { readonly [name: string]: Option }

/** A positional argument after the name of a sub-command. */
export type Positionals = { readonly [name: string]: { readonly about: string; readonly optional?: boolean } }

type ValueOf<O extends Option> = O['kind'] extends 'flag'
  ? boolean
  : O['kind'] extends 'count'
    ? number
    : O['kind'] extends 'counts'
      ? readonly number[]
      : O['kind'] extends 'texts'
        ? readonly (O extends { readonly choices: readonly (infer Choice)[] } ? Choice : string)[]
        : O extends { readonly choices: readonly (infer Choice)[] }
          ? Choice
          : string

type AlwaysPresent = { readonly kind: 'flag' } | { readonly required: true } | { readonly standard: string }

/** The values of options by name; `undefined` for missing options without a default. */
export type ArgumentsOf<O extends Options> = {
  readonly [K in keyof O]: ValueOf<O[K]> | (O[K] extends AlwaysPresent ? never : undefined)
}

/** The values of positionals by name. */
export type PositionalsOf<P extends Positionals> = {
  readonly [K in keyof P]: string | (P[K] extends { readonly optional: true } ? undefined : never)
}

const optionsKey = Symbol('the options of the sub-command')

/** The option definitions of some arguments. */
export const optionsOf = (args: object): Options => (Reflect.get(args, optionsKey) as Options | undefined) ?? {}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const textsOf = (value: unknown): readonly string[] | undefined => {
  const texts = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return texts.length === 0 ? undefined : texts
}

const values: { readonly [K in OptionKind]: (value: unknown) => unknown } = {
  text: textOf,
  texts: textsOf,
  flag: (value) => value === true,
  date: textOf,
  count: (value) => (typeof value === 'string' ? Number(value) : undefined),
  counts: (value) => textsOf(value)?.map(Number),
  moment: textOf,
}

/** Converts the parsed command line to typed values; `problemIn` must have found no problem. */
export const argumentsFrom = <O extends Options, P extends Positionals>(
  written: ParsedLine,
  options: O,
  positionals: P | undefined,
): ArgumentsOf<O> & PositionalsOf<P> => {
  const ofOptions = Object.entries(options).map(([name, { kind }]) => [name, values[kind](written[name])])
  const ofPositionals = Object.keys(positionals ?? {}).map((name) => [name, textOf(written[name])])
  const args = { ...Object.fromEntries([...ofPositionals, ...ofOptions]), [optionsKey]: options }
  return args as ArgumentsOf<O> & PositionalsOf<P>
}

type Check = (value: string) => string | null

const nonEmpty: Check = (value) => (value === '' ? 'must not be empty' : null)

// A number, or with EventStoreDB two.
const position = /^\d+(\/\d+)?$/

const wholeNumber: Check = (value) =>
  /^\d{1,15}$/.test(value) ? null : `must be a whole number from 0 on, not "${value}"`

const checks: { readonly [K in OptionKind]: Check } = {
  text: nonEmpty,
  texts: nonEmpty,
  flag: () => null,
  date: (value) => (isCalendarDate(value) ? null : `must be a day that exists, YYYY-MM-DD, not "${value}"`),
  count: wholeNumber,
  counts: wholeNumber,
  moment: (value) =>
    instantFrom(value) === null && !position.test(value)
      ? `must be an instant like 2026-01-31T12:00:00Z, or the position of an event, not "${value}"`
      : null,
}

const problemOf = (name: string, { kind }: Option, value: unknown): string | null => {
  if (Array.isArray(value) && kind !== 'texts' && kind !== 'counts') return `--${name} was given more than once`
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const problems = values.map((one) => (typeof one === 'string' ? checks[kind](one) : null))
  const problem = problems.find((one) => one !== null)
  return problem === undefined || problem === null ? null : `--${name} ${problem}`
}

/** The first problem of the option values; `null` if there is none. */
export const problemIn = (args: ParsedLine, options: Options): string | null => {
  for (const [name, option] of Object.entries(options)) {
    const problem = args[name] === undefined ? null : problemOf(name, option, args[name])
    if (problem !== null) return problem
  }
  return null
}
