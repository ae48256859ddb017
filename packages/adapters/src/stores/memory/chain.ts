import { yieldToEventLoop } from '#platform'
import { endOf, type Link, linkAfter, noLinks, storedFrom, timedLineOf } from '../numbered-log/chain/link.js'
import type { SealableSource } from '../numbered-log/chain/source.js'
import type { MemoryLog } from './log.js'

const rowsInLink = 1_000

// Made when asked for, a page at a time: hashing costs as much as a third of an append here.
const extend = async ({ rows, links }: MemoryLog): Promise<void> => {
  for (;;) {
    const last = links.at(-1)
    const end = last === undefined ? noLinks : endOf(last)
    if (end.position === rows.length) return
    const sealed = rows.slice(end.position, end.position + rowsInLink).map(storedFrom)
    links.push(linkAfter(end, sealed.map(timedLineOf)))
    await yieldToEventLoop()
  }
}

const indexAfter = (links: readonly Link[], position: number): number => {
  const index = links.findIndex(({ first }) => first > position)
  return index === -1 ? links.length : index
}

/** The rows of a log in memory and their chain. */
export const chainOfLog = (log: MemoryLog): SealableSource => ({
  events: async (after, most) => {
    const start = Math.max(0, after)
    return log.rows.slice(start, start + most).map(storedFrom)
  },
  links: async (after, most) => {
    await extend(log)
    const start = indexAfter(log.links, after)
    return log.links.slice(start, start + most)
  },
  linkAt: async (position) => {
    await extend(log)
    return log.links[indexAfter(log.links, position) - 1] ?? null
  },
  misfiledEvent: async () => null,
  isWhole: async () => true,
  // Nothing is ever left to be sealed.
  add: async () => false,
})
