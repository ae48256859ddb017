import type { KnownEvent } from '@clientele/domain'

const catalogues = ['customerGroups', 'specialGroups', 'roles', 'classifiers', 'settings', 'customerNumbers']

/** The same log with some neighbouring events of independent streams exchanged. */
export const reordered = (log: readonly KnownEvent[], places: readonly number[]): readonly KnownEvent[] => {
  const events = [...log]
  for (const place of places) {
    const [one, other] = [events[place % events.length], events[(place % events.length) + 1]]
    const areFree = one !== undefined && other !== undefined && one.stream !== other.stream
    if (!areFree || catalogues.includes(one.stream) || catalogues.includes(other.stream)) continue
    events.splice(place % events.length, 2, other, one)
  }
  return events
}
