import {
  type AppendBatch,
  type EventCatalogue,
  type EventStore,
  type NewEvent,
  type PersonalText,
  personalTexts,
  personsNamedIn,
  type StreamName,
} from '@clientele/domain'
import { decryptedTextsOf } from './decrypted-texts.js'
import { type First, isNamedOnce, namedBy } from './subjects-in-log.js'

/** Finds the first event of a stream; `undefined` if it has none. */
type FirstOf = (stream: StreamName) => Promise<First | undefined>

/** The subjects that a stream is about by its first event; an activity of a project is about the project's customer. */
const subjectsOfStream = async (stream: StreamName, firstOf: FirstOf): Promise<readonly string[]> => {
  const first = isNamedOnce(stream) ? await firstOf(stream) : undefined
  if (first === undefined) return []
  const { named, projects } = namedBy(stream, first)
  return [...new Set([named, ...(await Promise.all(projects.map((one) => subjectsOfStream(one, firstOf))))].flat())]
}

const firstIn = async (inner: EventStore, stream: StreamName): Promise<First | undefined> => {
  for await (const [first] of inner.readStream(stream, { maxCount: 1 })) return first
  return undefined
}

const firstOfIn =
  (inner: EventStore, { writes }: AppendBatch): FirstOf =>
  async (stream) =>
    (await firstIn(inner, stream)) ?? writes.find((write) => write.stream === stream)?.events[0]

const anybody = 'anybody'

/** Whether an event has texts about persons that only other events name. */
const isAboutOthers = (event: NewEvent & { readonly stream: StreamName }, catalogue: EventCatalogue): boolean =>
  (event.metadata.reason !== undefined || isNamedOnce(event.stream)) &&
  personalTexts(event, catalogue, [anybody]).some(({ subjects }) => subjects.includes(anybody))

/** The subjects of the first event of a command that names any: the reason of its actor is about the same persons. */
const subjectsOfCommand = ({ writes }: AppendBatch, commandId: string): readonly string[] => {
  for (const { stream, events } of writes)
    for (const { data, metadata } of events) {
      const named = metadata.commandId === commandId ? personsNamedIn(Object(data), stream) : []
      if (named.length > 0) return named
    }
  return []
}

const othersIn = async (
  { stream, metadata }: NewEvent & { readonly stream: StreamName },
  batch: AppendBatch,
  firstOf: FirstOf,
): Promise<readonly string[]> => {
  const ofStream = await subjectsOfStream(stream, firstOf)
  return ofStream.length > 0 ? ofStream : subjectsOfCommand(batch, metadata.commandId)
}

/** Adds the texts of a copied event that its original had encrypted, and that the catalogue does not mark. */
const withDecrypted = ({ data }: NewEvent, found: readonly PersonalText[]): readonly PersonalText[] => {
  const paths = new Set(found.map(({ path }) => path.join('.')))
  return [...found, ...decryptedTextsOf(data).filter(({ path }) => !paths.has(path.join('.')))]
}

/**
 * The personal texts of the events of a batch. An event that names nobody is about the persons and customers of its
 * stream, otherwise of its command.
 */
export const personalTextsIn = async (
  inner: EventStore,
  batch: AppendBatch,
  catalogue: EventCatalogue,
): Promise<ReadonlyMap<NewEvent, readonly PersonalText[]>> => {
  const firstOf = firstOfIn(inner, batch)
  const texts = new Map<NewEvent, readonly PersonalText[]>()
  for (const { stream, events } of batch.writes)
    for (const event of events) {
      const placed = { ...event, stream }
      const about = isAboutOthers(placed, catalogue) ? await othersIn(placed, batch, firstOf) : []
      const found = withDecrypted(event, personalTexts(placed, catalogue, about))
      if (found.length > 0) texts.set(event, found)
    }
  return texts
}
