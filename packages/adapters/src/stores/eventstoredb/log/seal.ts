import { hash } from 'node:crypto'
import type { StreamName } from '@clientele/domain'
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { EsdbProposed } from '../client/client.js'

/**
 * The seal of an event: the hash of the register event before it in its stream (empty: none, or unsealed), and its own.
 */
export type Seal = { readonly previous: string; readonly hash: string }

type Content = Pick<EsdbProposed, 'id' | 'type'> & { readonly data: unknown; readonly metadata: unknown }

export const sha256 = (text: string): string => hash('sha256', text, 'hex')

const isOfContent = (name: string): boolean => name !== 'seal' && !name.startsWith('$schema.')

// A server may return the fields of the metadata in another order than they were sent.
const sortedMetadata = (metadata: unknown): readonly (readonly [string, unknown])[] =>
  typeof metadata === 'object' && metadata !== null
    ? Object.keys(metadata)
        .filter(isOfContent)
        .sort()
        .map((name) => [name, Reflect.get(metadata, name)])
    : []

/** The hash of an event after another one of its stream. The recording time is set by the server and not included. */
export const hashOf = (previous: string, stream: StreamName, { id, type, data, metadata }: Content): string =>
  sha256(JSON.stringify([previous, stream, id, type, data, sortedMetadata(metadata)]))

const pattern = /^((?:[0-9a-f]{64})?)\/([0-9a-f]{64})$/

/** The seal in the metadata of an event; `null` if it has none. */
export const sealIn = (metadata: unknown): Seal | null => {
  const mark: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'seal') : undefined
  const [, previous, hash] = (typeof mark === 'string' ? pattern.exec(mark) : null) ?? []
  return previous === undefined || hash === undefined ? null : { previous, hash }
}

/** Seals events of a stream; `before` is the hash of the register event before them. */
export const sealEvents = (
  stream: StreamName,
  events: ReadonlyNonEmptyArray<EsdbProposed>,
  before: string,
): ReadonlyNonEmptyArray<EsdbProposed> => {
  let previous = before
  return map((event: EsdbProposed): EsdbProposed => {
    const own = hashOf(previous, stream, event)
    const seal = `${previous}/${own}`
    previous = own
    // In this order: V8 copies an object that gets a field after a spread into the old generation.
    return { ...event, metadata: { seal, ...event.metadata } }
  })(events)
}
