import { yieldToEventLoop } from '#platform'
import { endOf, type Link, linkAfter, noLinks, timedLineOf, toComparable } from '../numbered-log/chain/link.js'
import type { SealableSource } from '../numbered-log/chain/source.js'
import type { MemoryLog } from './log.js'

const rowsPerLink = 1_000

// Links are created when they are read, a page at a time: hashing would cost a third of an append.
const extendChain = async ({ rows, links }: MemoryLog): Promise<void> => {
  for (;;) {
    const last = links.at(-1)
    const end = last === undefined ? noLinks : endOf(last)
    if (end.position === rows.length) return
    const sealed = rows.slice(end.position, end.position + rowsPerLink).map(toComparable)
    links.push(linkAfter(end, sealed.map(timedLineOf)))
    await yieldToEventLoop()
  }
}

const indexAfter = (links: readonly Link[], position: number): number => {
  const index = links.findIndex(({ first }) => first > position)
  return index === -1 ? links.length : index
}

/** Reads the rows of a log in memory and their chain. */
export const chainOfLog = (log: MemoryLog): SealableSource => ({
  events: async (after, most) => {
    const start = Math.max(0, after)
    return log.rows.slice(start, start + most).map(toComparable)
  },
  links: async (after, most) => {
    await extendChain(log)
    const start = indexAfter(log.links, after)
    return log.links.slice(start, start + most)
  },
  linkAt: async (position) => {
    await extendChain(log)
    return log.links[indexAfter(log.links, position) - 1] ?? null
  },
  misfiledEvent: async () => null,
  isWhole: async () => true,
  // Reading the links seals all rows, so there is never anything to add.
  add: async () => false,
})
