import { addDays, type KnownEvent, type Message, type Meta } from '@clientele/domain'

/**
 * A command of a generated history, its actor (`host` or the id of an employee) and the days since the previous step. In
 * its data `day+3` is a date relative to its day, and `assignment 7` picks a responsibility of the log: see `commandOf`.
 */
export type Step = { readonly command: Message; readonly by: string; readonly daysLater: number }

const firstDay = '2024-03-01'

/** Returns the metadata of each command of a history. Command ids are numbered, so a history always gives the same events. */
export const metasOf = (history: readonly Step[], prefix = 'm'): readonly Meta[] => {
  let today = firstDay
  return history.map(({ by, daysLater }, index) => {
    today = addDays(today, daysLater)
    const host = by === 'host' ? true : undefined
    return { by, host, today, at: `${today}T09:00:00.000Z`, commandId: `${prefix}${index}` }
  })
}

const relativeDay = /^day([+-]\d+)$/
const assignmentReference = /^assignment (\d+)$/

const resolveDate = (value: unknown, today: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => resolveDate(one, today))
  if (typeof value === 'object' && value !== null) return resolveDates(value, today)
  const days = typeof value === 'string' ? relativeDay.exec(value)?.[1] : undefined
  return days === undefined ? value : addDays(today, Number(days))
}

const resolveDates = (data: object, today: string): object =>
  Object.fromEntries(Object.entries(data).map(([field, value]) => [field, resolveDate(value, today)]))

const subjectFields = (stream: string): object => {
  const id = stream.slice(stream.indexOf('-') + 1)
  return stream.startsWith('project-')
    ? { projectId: id, customerId: undefined }
    : { customerId: id, projectId: undefined }
}

const withAssignment = (data: object, log: readonly KnownEvent[]): object => {
  const number = 'assignmentId' in data ? assignmentReference.exec(String(data.assignmentId))?.[1] : undefined
  const assigned = number === undefined ? [] : log.filter(({ type }) => type === 'ResponsibleAssigned')
  const picked = assigned.at(Number(number) % Math.max(assigned.length, 1))
  if (picked?.type !== 'ResponsibleAssigned') return data
  return { ...data, ...subjectFields(picked.stream), assignmentId: picked.data.assignmentId }
}

/** Returns the command of a step, with dates resolved against `today` and the responsibility picked from the log. */
export const commandOf = ({ command }: Step, today: string, log: readonly KnownEvent[]): Message => ({
  type: command.type,
  data: withAssignment(resolveDates(command.data ?? {}, today), log),
})
