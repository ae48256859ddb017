import { categoryOf, linkedTo, personsNamedIn, type RecordedEvent, type StreamName } from '@clientele/domain'

/** The first event of a stream. */
export type First = Pick<RecordedEvent, 'data'>

/** The streams whose first event alone names their persons and customers. */
export const isNamedOnce = (stream: StreamName): boolean => ['activity', 'project'].includes(categoryOf(stream))

/** The subjects that an event names, and otherwise the projects whose customer it is about. */
export const namedBy = (
  stream: StreamName,
  { data }: First,
): { readonly named: readonly string[]; readonly projects: readonly StreamName[] } => {
  const named = personsNamedIn(Object(data), stream)
  return { named, projects: named.length > 0 ? [] : linkedTo(Object(data)).projectIds.map((id) => `project-${id}`) }
}

/**
 * Returns a function for the events of a log, called in their order: the subjects that the stream of an event is about by
 * its first event.
 */
export const createSubjectsInLog = (): ((event: RecordedEvent) => readonly string[]) => {
  const found = new Map<StreamName, readonly string[]>()
  return (event) => {
    const { stream } = event
    if (isNamedOnce(stream) && !found.has(stream)) {
      const { named, projects } = namedBy(stream, event)
      found.set(stream, [named, ...projects.map((one) => found.get(one) ?? [])].flat())
    }
    return found.get(stream) ?? []
  }
}
