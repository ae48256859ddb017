import type { Write } from '../kernel/decision.js'
import type { StreamName } from '../kernel/event.js'

/** One write per stream: what several parts of a merge say on one stream, in their order. */
export const oncePerStream = (writes: readonly Write[]): readonly Write[] => {
  const byStream = new Map<StreamName, Write>()
  for (const { stream, events } of writes) {
    const before = byStream.get(stream.name)?.events ?? []
    byStream.set(stream.name, { stream, events: [...before, ...events] })
  }
  return [...byStream.values()]
}
