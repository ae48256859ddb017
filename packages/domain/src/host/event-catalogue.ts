import { decodeEvent, type EventCatalogue, eventCatalogue } from '../catalogue.js'
import type { NamedDefinition } from '../kernel/message.js'
import type { Upcast } from '../upcasts.js'
import { ignoreHostErrors, type OnHostError, telling } from './host-error.js'
import type { HostStreams } from './streams.js'

type HostEvent = { readonly definition: NamedDefinition; readonly upcasts: readonly Upcast[] }

const eventsOf = (
  { category, events, upcasts }: HostStreams,
  onHostError: OnHostError,
): readonly (readonly [string, HostEvent])[] =>
  Object.entries(events).map(([type, definition]) => {
    const steps = upcasts[type] ?? []
    const where = { kind: 'streams', name: category } as const
    return [type, { definition, upcasts: steps.map((step) => telling(step, onHostError, where)) }]
  })

/**
 * Creates the catalogue of the events of this library and of the host's streams; errors of their upcasts are reported
 * to `onHostError`.
 */
export const catalogueWith = (
  streams: Iterable<HostStreams>,
  onHostError: OnHostError = ignoreHostErrors,
): EventCatalogue => {
  const hosts = new Map([...streams].flatMap((one) => eventsOf(one, onHostError)))
  if (hosts.size === 0) return eventCatalogue
  return {
    knows: (type) => hosts.has(type) || eventCatalogue.knows(type),
    schemaVersionOf: (type) => {
      const host = hosts.get(type)
      return host === undefined ? eventCatalogue.schemaVersionOf(type) : host.upcasts.length + 1
    },
    fieldsOf: (type) => hosts.get(type)?.definition.fields ?? eventCatalogue.fieldsOf(type),
    isEventData: (type, data) => hosts.get(type)?.definition.codec.is(data) ?? eventCatalogue.isEventData(type, data),
    readEvent: (recorded) => {
      const host = hosts.get(recorded.type)
      return host === undefined
        ? eventCatalogue.readEvent(recorded)
        : decodeEvent(recorded, host.definition, host.upcasts)
    },
  }
}
