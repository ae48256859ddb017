import type { Arguments, Options } from './arguments/arguments.js'
import type { Ending } from './cli-error.js'
import type { Io } from './io.js'

/** An example for the help: what to write behind `clientele`, and what it does. */
type Example = readonly [line: string, does: string]

type Positional = { readonly about: string }

/** One thing the command line does. */
export type SubCommand = {
  /** The name with its positionals, `history <SUBJECT_ID>`. */
  readonly usage: string
  readonly about: string
  /** In which order the rows come, told by the help. */
  readonly order?: string
  readonly options: Options
  readonly positionals?: { readonly [name: string]: Positional }
  readonly examples: readonly Example[]
  /** Whether it changes the register, so that being cut short is a failure. */
  readonly changes?: boolean
  readonly run: (args: Arguments, io: Io) => Promise<Ending>
}
