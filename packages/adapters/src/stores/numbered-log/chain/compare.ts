import { type ChainEnd, type ComparableEvent, digestIn, endOf, hashOf, type Link, lineOf } from './link.js'

/** The position where an event, or the chain itself (`link` is null), differs from its seal. */
type Place = { readonly position: number; readonly link: Link | null }

/** The first place that differs, and the end of the last link before it whose events are all unchanged. */
export type Mismatch = Place & { readonly end: ChainEnd }

const lineBreak = 10

const hasLine = ({ events }: Link, line: string, offset: number): boolean => {
  const end = offset + line.length
  return (end === events.length || events.charCodeAt(end) === lineBreak) && events.startsWith(line, offset)
}

const continuesChain = (link: Link, { position, hash }: ChainEnd): boolean =>
  link.first === position + 1 && link.last >= link.first && hashOf(hash, link) === link.hash

const compareEvents = (
  link: Link,
  events: readonly ComparableEvent[],
  start: number,
  misfiled: number | null,
): Place | null => {
  let offset = 0
  for (let position = link.first; position <= link.last; position += 1) {
    const event = events[start + position - link.first]
    if (event === undefined || event.position !== position || position === misfiled) return { position, link }
    if (link.recordedAt !== null && link.recordedAt !== event.recordedAt) return { position, link }
    const line = lineOf(digestIn(link, event), event)
    if (!hasLine(link, line, offset)) return { position, link }
    offset += line.length + 1
  }
  return offset === link.events.length + 1 ? null : { position: link.first, link: null }
}

/**
 * Compares the links after the end of a chain with their events; returns the new end, or the first mismatch. The event at
 * the position `misfiled` differs whatever its seal says.
 */
export const compare = (
  before: ChainEnd,
  links: readonly Link[],
  events: readonly ComparableEvent[],
  misfiled: number | null,
): ChainEnd | Mismatch => {
  let end = before
  for (const link of links) {
    if (!continuesChain(link, end)) return { position: end.position + 1, link: null, end }
    const mismatch = compareEvents(link, events, link.first - before.position - 1, misfiled)
    if (mismatch !== null) return { ...mismatch, end }
    end = endOf(link)
  }
  return end
}
