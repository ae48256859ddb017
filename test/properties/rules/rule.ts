import { type CommandType, idOfStream, type KnownEvent } from '@clientele/domain'
import { createProjections, type Projections } from '@clientele/projections'
import type { Chapter, Story } from '../story.js'

/** What is always true of a story; `broken` tells every place where it is not. */
export type Rule = {
  readonly title: string
  broken(story: Story): readonly string[]
  /** The commands it is most about; half of its histories have no others. */
  readonly about: readonly CommandType[]
  /** Commands that change the rule itself and are left out of its histories. */
  readonly without?: (command: { readonly type: string; readonly data: unknown }) => boolean
}

/** The views of a log on the day of its last event. */
export const projected = (log: readonly KnownEvent[]): Projections => {
  const now = log.at(-1)?.recordedAt
  const projections = createProjections(now === undefined ? undefined : () => now)
  projections.applyAll(log)
  return projections
}

/** The employees who are active on the day of the last event. */
export const activeEmployees = ({ register }: Projections): readonly string[] =>
  [...register.tables.employees.rows()]
    .filter(({ inactiveFrom }) => inactiveFrom === null || register.today() < inactiveFrom)
    .map(({ employeeId }) => employeeId)

export const eventsOf = ({ log }: Story, { before, after }: Chapter): readonly KnownEvent[] => log.slice(before, after)

export const written = ({ command, meta }: Chapter, found: unknown): string =>
  `${meta.commandId} on ${meta.today}: ${JSON.stringify(command)}: ${JSON.stringify(found)}`

export const chaptersOf = ({ chapters }: Story, types: readonly string[]): readonly Chapter[] =>
  chapters.filter(({ command }) => types.includes(command.type))

/** Chapters of some command types in which an event of another stream than they should touch was appended. */
export const touching = (story: Story, types: readonly string[], isForbidden: (stream: string) => boolean) =>
  chaptersOf(story, types).flatMap((chapter) =>
    eventsOf(story, chapter)
      .filter(({ stream }) => isForbidden(stream))
      .map(({ stream }) => written(chapter, stream)),
  )

export const isPolicy =
  (...keys: readonly string[]) =>
  ({ type, data }: { readonly type: string; readonly data: unknown }): boolean =>
    type === 'InitialiseTenant' ||
    (type === 'ChangePolicy' && typeof data === 'object' && data !== null && keys.includes(Reflect.get(data, 'key')))

export const registeredIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'CustomerRegistered').map(({ stream }) => idOfStream(stream))

/** Registered customers that were neither merged away nor deleted. */
export const liveIn = (log: readonly KnownEvent[]): readonly string[] => {
  const gone = new Set(
    log.flatMap(({ type, stream }) => (type === 'CustomerMergedInto' || type === 'CustomerDeleted' ? [stream] : [])),
  )
  return registeredIn(log).filter((customerId) => !gone.has(`customer-${customerId}`))
}
