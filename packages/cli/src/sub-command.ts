import {
  type ArgumentsOf,
  argumentsFrom,
  type Options,
  type ParsedLine,
  type Positionals,
  type PositionalsOf,
} from './arguments/arguments.js'
import type { Ending } from './cli-error.js'
import type { Io } from './io.js'

/** An example for the help: the arguments of `clientele`, and what they do. */
type Example = readonly [line: string, does: string]

type About = {
  readonly about: string
  /** The order of the rows, for the help. */
  readonly order?: string
  readonly examples: readonly Example[]
  /** Whether it changes the register; then an interruption is a failure. */
  readonly changes?: boolean
}

/** A sub-command without the types of its options. */
export type SubCommand = About & {
  /** The name with its positionals, `history <SUBJECT_ID>`. */
  readonly usage: string
  readonly options: Options
  readonly positionals: Positionals
  readonly run: (written: ParsedLine, io: Io) => Promise<Ending>
}

/** A sub-command; `run` gets the typed values of its options and positionals. */
type Definition<O extends Options, P extends Positionals> = About & {
  readonly name: string
  readonly options: O
  readonly positionals?: P
  readonly run: (args: ArgumentsOf<O> & PositionalsOf<P>, io: Io) => Promise<Ending>
}

const usageOf = (name: string, positionals: Positionals): string =>
  [name, ...Object.entries(positionals).map(([word, { optional }]) => (optional ? `[${word}]` : `<${word}>`))].join(' ')

/** Defines a sub-command. */
export const subCommand = <const O extends Options, const P extends Positionals = Record<never, never>>({
  name,
  positionals,
  run,
  ...rest
}: Definition<O, P>): SubCommand => ({
  ...rest,
  usage: usageOf(name, positionals ?? {}),
  positionals: positionals ?? {},
  run: (written, io) => run(argumentsFrom(written, rest.options, positionals), io),
})
