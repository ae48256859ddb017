import { addDays, type KnownEvent, type Message, type Meta } from '@clientele/domain'

/**
 * A command of a history, who gives it (`host`, or an employee), and how many days after the one before. Texts `day+3` in
 * it are dates relative to its day, and `assignment 7` is one of the responsibilities of the log: see `commandOf`.
 */
export type Step = { readonly command: Message; readonly by: string; readonly daysLater: number }

const firstDay = '2024-03-01'

/** Returns the context of each command of a history. Command ids count, so that a history always makes the same events. */
export const metasOf = (history: readonly Step[], prefix = 'm'): readonly Meta[] => {
  let today = firstDay
  return history.map(({ by, daysLater }, index) => {
    today = addDays(today, daysLater)
    const host = by === 'host' ? true : undefined
    return { by, host, today, at: `${today}T09:00:00.000Z`, commandId: `${prefix}${index}` }
  })
}

const relative = /^day([+-]\d+)$/
const pickedAssignment = /^assignment (\d+)$/

const dated = (value: unknown, today: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => dated(one, today))
  if (typeof value === 'object' && value !== null) return withDates(value, today)
  const days = typeof value === 'string' ? relative.exec(value)?.[1] : undefined
  return days === undefined ? value : addDays(today, Number(days))
}

const withDates = (data: object, today: string): object =>
  Object.fromEntries(Object.entries(data).map(([field, value]) => [field, dated(value, today)]))

const subjectFields = (stream: string): object => {
  const id = stream.slice(stream.indexOf('-') + 1)
  return stream.startsWith('project-')
    ? { projectId: id, customerId: undefined }
    : { customerId: id, projectId: undefined }
}

const withAssignment = (data: object, log: readonly KnownEvent[]): object => {
  const asked = 'assignmentId' in data ? pickedAssignment.exec(String(data.assignmentId))?.[1] : undefined
  const made = asked === undefined ? [] : log.filter(({ type }) => type === 'ResponsibleAssigned')
  const picked = made.at(Number(asked) % Math.max(made.length, 1))
  if (picked?.type !== 'ResponsibleAssigned') return data
  return { ...data, ...subjectFields(picked.stream), assignmentId: picked.data.assignmentId }
}

/** Returns the command of a step, with its dates as of `today` and its responsibility picked from those in the log. */
export const commandOf = ({ command }: Step, today: string, log: readonly KnownEvent[]): Message => ({
  type: command.type,
  data: withAssignment(withDates(command.data ?? {}, today), log),
})
