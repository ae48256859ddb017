import {
  type EventCatalogue,
  type EventStore,
  failureError,
  isHostName,
  type Mark,
  type OnHostError,
  type RecordedEvent,
} from '@clientele/domain'
import {
  createHostProjections,
  customerColumns,
  type HostProjections,
  type ProjectionReaders,
  type ProjectionStopped,
  type ProjectionsByName,
} from '@clientele/projections'
import type { Logger } from '../logger.js'
import { refuseOption } from '../options.js'
import { knownEvents } from './subscriptions/known-events.js'

const malformed = (problem: string): never => refuseOption('openClientele', problem)

const names = 'a letter and up to 59 letters, digits or underscores'

const isProjection = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'problemAt') === 'function'

/** Throws `MalformedOptions` for an invalid name, and for a value that `projection` did not create. */
const checkProjections = (definitions: ProjectionsByName): void => {
  for (const [name, definition] of Object.entries(definitions)) {
    if (!isHostName(name)) malformed(`the name of a projection is ${names}.`)
    if (!isProjection(definition)) malformed(`\`projections.${name}\` is made by \`projection\`.`)
    const problem = definition.problemAt(`projections.${name}`)
    if (problem !== null) malformed(problem)
  }
}

/** Throws `MalformedOptions` for an invalid or duplicate column name. */
const checkColumns = ({ folds }: HostProjections): void => {
  const taken = new Set(customerColumns)
  for (const { name, columns } of folds)
    for (const [column] of columns) {
      if (!isHostName(column)) malformed(`the name of a column of \`projections.${name}\` is ${names}.`)
      if (taken.has(column)) malformed(`the column \`${column}\` of \`projections.${name}\` has the name of another.`)
      taken.add(column)
    }
}

/**
 * Creates the projections of a host. They log when they stop and call `onHostError` with what they throw. Throws
 * `MalformedOptions` for an invalid name or column, for a value that `projection` did not create, and for a codec that
 * does not read back the initial state.
 */
export const openHostProjections = (
  definitions: ProjectionsByName = {},
  logger: Logger,
  onHostError: OnHostError,
): HostProjections => {
  checkProjections(definitions)
  const logStopped = ({ error, ...where }: ProjectionStopped): void =>
    logger.error({ error, ...where }, 'a projection of the host stops: it cannot apply what comes next in the log')
  const host = createHostProjections(definitions, logStopped, onHostError)
  checkColumns(host)
  for (const { name, isSound } of host.folds)
    if (!isSound())
      malformed(`the initial state of \`projections.${name}\` is no plain data, or its codec does not read it back.`)
  return host
}

const upTo = (batch: readonly RecordedEvent[], { eventId }: Mark): readonly RecordedEvent[] => {
  const index = batch.findIndex(({ id }) => id === eventId)
  return index === -1 ? batch : batch.slice(0, index + 1)
}

/**
 * Folds the projections that were not in the snapshot, from the first event up to the mark of the views. Rejects if
 * reading the log does.
 */
export const catchUpHost = async (
  store: EventStore,
  host: HostProjections,
  mark: Mark | null,
  logger: Logger,
  catalogue: EventCatalogue,
): Promise<void> => {
  if (mark === null || host.behind().length === 0) return
  logger.info({ projections: host.behind() }, 'projections of the host are folded from the beginning of the log')
  const known = knownEvents(logger, catalogue)
  for await (const batch of store.readAll()) {
    const wanted = upTo(batch, mark)
    const { all, failure } = known(wanted)
    if (failure !== null) throw failureError(failure)
    host.applyToBehind(all)
    if (wanted.at(-1)?.id === mark.eventId) break
  }
  host.caughtUp()
}

/** The readers behind `crm.projections`, typed by the projections that the register was opened with. */
export const readersOf = <P extends ProjectionsByName>({ readers }: HostProjections): ProjectionReaders<P> =>
  readers as ProjectionReaders<P>
