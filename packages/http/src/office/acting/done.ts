import type { RecordedEvent } from '@clientele/domain'
import { nameInWords } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Asked, Service } from '../../environment.js'
import { nameOf } from '../names.js'
import { canUndo } from './inverse.js'

/** What was done last: in words, whether it can be undone, and where the reader was on the page. */
export type Done = {
  readonly sentence: string
  readonly commandId: string
  readonly canUndo: boolean
  readonly focus: string | null
}

const cookie = 'clientele-done'
const seconds = 60

/** Lets the next page tell what was done; `focus` is the id of the element the reader was at. */
export const rememberDone = (asked: Asked, commandId: string, focus: string | undefined): void =>
  setCookie(asked, cookie, JSON.stringify([commandId, focus ?? null]), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: seconds,
  })

type Remembered = { readonly commandId: string; readonly focus: string | null }

const remembered = (asked: Asked): Remembered | null => {
  const text = getCookie(asked, cookie)
  if (text === undefined) return null
  deleteCookie(asked, cookie, { path: '/' })
  try {
    const value: unknown = JSON.parse(text)
    const [commandId, focus] = Array.isArray(value) ? value : []
    return typeof commandId === 'string' ? { commandId, focus: typeof focus === 'string' ? focus : null } : null
  } catch {
    return null
  }
}

/** The events of a command; none of one that nobody gave. */
export const eventsOf = async ({ crm }: Service, commandId: string): Promise<readonly RecordedEvent[]> => {
  const appended = await crm.store.appendedBy(commandId)()
  return isLeft(appended) || appended.right === null ? [] : appended.right.events
}

/** The events of a stream. */
export const eventsIn = async ({ crm }: Service, stream: string): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  for await (const batch of crm.store.readStream(stream)) events.push(...batch)
  return events
}

const kinds = { customer: 'customer', person: 'contact', employee: 'employee', project: 'project' } as const

const isKind = (category: string): category is keyof typeof kinds => Object.hasOwn(kinds, category)

/** An event in words, as its history tells it to the actor. */
const sentenceOf = (service: Service, asked: Asked, event: RecordedEvent): string => {
  const at = event.stream.indexOf('-')
  const [category, id] = [event.stream.slice(0, at), event.stream.slice(at + 1)]
  if (!isKind(category)) return `${nameInWords(event.type)}.`
  const { by, locale } = asked.var
  const rows = service.crm.views.subjectHistory({ subject: { kind: kinds[category], id }, viewer: by, locale })
  const line = isLeft(rows) ? undefined : rows.right.find(({ position }) => position === event.position)
  return `${nameOf(service.crm.register, category, id)}: ${line?.summary ?? nameInWords(event.type)}.`
}

const mostTold = 3

/** What was done before this page was asked for, told once. */
export const doneBefore = async (service: Service, asked: Asked): Promise<Done | null> => {
  const last = remembered(asked)
  if (last === null) return null
  const events = await eventsOf(service, last.commandId)
  if (events.length === 0) return null
  const sentences = events.slice(0, mostTold).map((event) => sentenceOf(service, asked, event))
  const more = events.length > mostTold ? [`… (${events.length})`] : []
  return { ...last, sentence: [...sentences, ...more].join(' '), canUndo: canUndo(events) }
}
