import type { AppendBatch, NewEvent, RecordedEvent, StreamName, StreamWrite } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { expect } from 'vitest'
import { eventId } from '../../src/event-id.js'
import { event } from '../sqlite/events.js'

/** The stream that all commands of a batch write to. */
export const common: StreamName = 'numbers'

/** The stream that a command creates. */
export const ownOf = (n: number): StreamName => `thing-${n}`

export const commandIdOf = (n: number): string => `command-${n}`

const eventOf = (n: number, ordinal: number, text: string): NewEvent => {
  const { metadata, ...rest } = event({ n, text })
  return { ...rest, id: eventId(commandIdOf(n), ordinal), metadata: { ...metadata, commandId: commandIdOf(n) } }
}

type Options = { readonly from?: number; readonly text?: string; readonly common?: StreamName }

/** A batch of `count` commands: each creates its own stream, and writes to the common stream. */
export const batchOfCommands = (count: number, options: Options = {}): AppendBatch => {
  const { from, text, common: all } = { from: 0, text: '', common, ...options }
  const writes = Array.from({ length: count }, (_, index): readonly StreamWrite[] => [
    { stream: ownOf(from + index), expected: 'noStream', events: [eventOf(from + index, 0, text)] },
    { stream: all, expected: index === 0 ? 'noStream' : index - 1, events: [eventOf(from + index, 1, text)] },
  ]).flat()
  return isNonEmpty(writes) ? { writes, unchanged: [], noneSince: [] } : expect.fail('A batch needs a command.')
}

/** The numbers of the commands, in the order of their events in a stream. */
export const commandsIn = (events: readonly RecordedEvent[], stream: StreamName): readonly string[] =>
  events.filter((one) => one.stream === stream).map(({ metadata }) => metadata.commandId)
