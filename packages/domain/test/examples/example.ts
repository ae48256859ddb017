import type { Command, CommandType, DomainRejection } from '@clientele/domain'
import type { NamedCommand, NamedEvent } from '../given.js'

/** A command that is accepted: the commands before it, its data, and exactly the events it appends. */
export type Example<D = object> = {
  readonly before: readonly NamedCommand[]
  readonly data: D
  readonly events: readonly NamedEvent[]
}

/** One example of every command. */
export type Examples = { readonly [C in CommandType]: Example<Extract<Command, { readonly type: C }>['data']> }

export const accepted = <D>(
  before: readonly NamedCommand[],
  data: D,
  ...events: readonly NamedEvent[]
): Example<D> => ({
  before,
  data,
  events,
})

/** A command that is refused: the commands before it, the command, and all facts of the rejection. */
export type Refusal<Facts = object> = {
  readonly before: readonly NamedCommand[]
  readonly command: NamedCommand
  readonly facts: Facts
  readonly by?: string | undefined
}

type FactsOf<R extends DomainRejection['error']> = Omit<Extract<DomainRejection, { readonly error: R }>, 'error'>

/** One example of every rejection; for a rejection of no command, the place of its example. */
export type Refusals = { readonly [R in DomainRejection['error']]: Refusal<FactsOf<R>> | string }

export const refused = <Facts>(
  before: readonly NamedCommand[],
  command: NamedCommand,
  facts: Facts,
  by?: string,
): Refusal<Facts> => ({ before, command, facts, by })
