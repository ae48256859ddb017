import type { KnownEvent } from '@clientele/domain'

const catalogues = ['customerGroups', 'specialGroups', 'roles', 'classifiers', 'settings', 'customerNumbers']

/** The same log with neighbours on independent streams exchanged here and there. */
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
