import type { Meta, Writes } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { Definition, Message } from '../../kernel/message.js'

/** An event that a command would append, with its stream. */
export type ProposedEvent<T extends string = string, D = unknown> = Message<T, D> & { readonly stream: StreamName }

/** A command with the events it would append, in order. */
export type ProposedChange = {
  readonly command: Message
  readonly meta: Meta
  readonly events: readonly ProposedEvent[]
  /** The events of one type: `change.eventsOf(ResponsibleAssigned)`. */
  eventsOf<T extends string, D>(definition: Definition<T, D>): readonly ProposedEvent<T, D>[]
}

const isOf =
  <T extends string, D>({ type }: Definition<T, D>) =>
  (event: ProposedEvent): event is ProposedEvent<T, D> =>
    event.type === type

/** Creates the proposed change of a command from its writes. */
export const changeOf = (command: Message, meta: Meta, writes: Writes): ProposedChange => {
  const events = writes.flatMap(({ stream, events }) =>
    events.map(({ type, data }) => ({ type, data, stream: stream.name })),
  )
  return { command, meta, events, eventsOf: (definition) => events.filter(isOf(definition)) }
}
