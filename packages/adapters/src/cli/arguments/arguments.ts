import { type CalendarDate, instantFrom, isCalendarDate } from '@clientele/domain'
import { type Locale, localeOf } from '@clientele/projections'

/** What was written on the command line, by option and positional name; read with the functions beside. */
export type Arguments = { readonly [name: string]: unknown }

/** What an option takes: `texts` and `counts` may be given several times, `flag` takes nothing. */
type OptionKind = 'text' | 'texts' | 'flag' | 'date' | 'count' | 'counts' | 'instant'

/** What the value of an option names in the register. */
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
  | 'contactCategory'

export type Option = {
  readonly kind: OptionKind
  /** What it names: a value that the register does not have is refused. */
  readonly names?: NamedThing
  readonly about: string
  readonly choices?: readonly string[]
  readonly required?: boolean
  readonly standard?: string
}

export type Options = { readonly [name: string]: Option }

const declared = Symbol('the options of the sub-command')

/** Arguments that know what options they were given for. */
export const withOptions = (args: Arguments, options: Options): Arguments => ({ ...args, [declared]: options })

/** The options that arguments were given for. */
export const optionsIn = (args: Arguments): Options => (Reflect.get(args, declared) as Options | undefined) ?? {}

/** The text of an option, `undefined` when it was not given. */
export const textIn = (args: Arguments, name: string): string | undefined => {
  const value = args[name]
  return typeof value === 'string' ? value : undefined
}

/** Everything given for an option, `undefined` when it was not given. */
export const textsIn = (args: Arguments, name: string): readonly string[] | undefined => {
  const value = args[name]
  const texts = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return texts.length === 0 ? undefined : texts
}

/** Whether a flag was given. */
export const flagIn = (args: Arguments, name: string): boolean => args[name] === true

/** A day given; what is no day was complained about before. */
export const dateIn = (args: Arguments, name: string): CalendarDate | undefined => textIn(args, name)

/** A whole number given. */
export const countIn = (args: Arguments, name: string): number | undefined => {
  const text = textIn(args, name)
  return text === undefined ? undefined : Number(text)
}

/** The language of headings, built-in words and the order of names. */
export const localeIn = (args: Arguments): Locale => localeOf(textIn(args, 'locale'))

type Check = (value: string) => string | null

const anything: Check = (value) => (value === '' ? 'must not be empty' : null)

const whole: Check = (value) => (/^\d{1,15}$/.test(value) ? null : `must be a whole number from 0 on, not "${value}"`)

const checks: { readonly [K in OptionKind]: Check } = {
  text: anything,
  texts: anything,
  flag: () => null,
  date: (value) => (isCalendarDate(value) ? null : `must be a day that exists, YYYY-MM-DD, not "${value}"`),
  count: whole,
  counts: whole,
  instant: (value) =>
    instantFrom(value) === null ? `must be an instant like 2026-01-31T12:00:00Z, not "${value}"` : null,
}

const problemOf = (name: string, { kind }: Option, value: unknown): string | null => {
  if (Array.isArray(value) && kind !== 'texts' && kind !== 'counts') return `--${name} was given more than once`
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const problems = values.map((one) => (typeof one === 'string' ? checks[kind](one) : null))
  const problem = problems.find((one) => one !== null)
  return problem === undefined || problem === null ? null : `--${name} ${problem}`
}

/** The first thing wrong with what the options were given, `null` when nothing is. */
export const problemIn = (args: Arguments, options: Options): string | null => {
  for (const [name, option] of Object.entries(options)) {
    const problem = args[name] === undefined ? null : problemOf(name, option, args[name])
    if (problem !== null) return problem
  }
  return null
}
