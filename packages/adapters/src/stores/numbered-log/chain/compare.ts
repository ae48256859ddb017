import { type ChainEnd, digestIn, endOf, hashOf, type Link, lineOf, type Stored } from './link.js'

/** The place in the log where an event, or the chain itself, is not as it was sealed. */
export type Mismatch = { readonly position: number; readonly link: Link | null }

const lineBreak = 10

const hasLine = ({ events }: Link, line: string, offset: number): boolean => {
  const end = offset + line.length
  return (end === events.length || events.charCodeAt(end) === lineBreak) && events.startsWith(line, offset)
}

const isSealedBehind = (link: Link, { position, hash }: ChainEnd): boolean =>
  link.first === position + 1 && link.last >= link.first && hashOf(hash, link) === link.hash

const compareEvents = (link: Link, events: readonly Stored[], start: number): Mismatch | null => {
  let offset = 0
  for (let position = link.first; position <= link.last; position += 1) {
    const event = events[start + position - link.first]
    if (event === undefined || event.position !== position) return { position, link }
    if (link.recordedAt !== null && link.recordedAt !== event.recordedAt) return { position, link }
    const line = lineOf(digestIn(link, event), event)
    if (!hasLine(link, line, offset)) return { position, link }
    offset += line.length + 1
  }
  return offset === link.events.length + 1 ? null : { position: link.first, link: null }
}

/** Compares links behind the end of a chain with their events; the new end, or what does not fit. */
export const compare = (before: ChainEnd, links: readonly Link[], events: readonly Stored[]): ChainEnd | Mismatch => {
  let end = before
  for (const link of links) {
    if (!isSealedBehind(link, end)) return { position: end.position + 1, link: null }
    const mismatch = compareEvents(link, events, link.first - before.position - 1)
    if (mismatch !== null) return mismatch
    end = endOf(link)
  }
  return end
}
