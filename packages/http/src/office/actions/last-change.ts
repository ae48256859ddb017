import type { RecordedEvent } from '@clientele/domain'
import { nameInWords, visibleCustomers } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { nameOf } from '../names.js'
import { officeTexts } from '../texts/office-texts.js'
import { canUndo } from './inverse.js'
import { otherSubjectOf } from './other-subjects.js'
import { eventsOf } from './parts.js'
import { isKind, kinds, subjectOf } from './subject-streams.js'

/** The last change: in words, whether it can be undone, and the focused element. */
export type LastChange = {
  readonly sentence: string
  readonly commandId: string
  readonly canUndo: boolean
  readonly focus: string | null
}

const cookie = 'clientele-done'

// Long enough to read a page, find a mistake and undo it.
const seconds = 300

// A cookie holds about 4,000 characters.
const maxKeys = 64

type ChangeCookie = { readonly commandId: string; readonly focus: string | null; readonly refused: number }

type NewChange = {
  readonly keys: readonly string[]
  readonly focus?: string | undefined
  readonly notDone: number
}

const maxFocus = 100

const writeCookie = (context: RequestContext, { commandId, focus, refused }: ChangeCookie): void =>
  setCookie(context, cookie, JSON.stringify([commandId, focus, refused]), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: seconds,
  })

/**
 * Remembers the commands with their keys, so that the next pages report them, until the next command or for five
 * minutes. `focus` is the id of the focused element, `notDone` the number of refused parts. Call it once per response:
 * every call adds a header.
 */
export const rememberChange = (context: RequestContext, { keys, focus = '', notDone }: NewChange): void =>
  writeCookie(context, {
    commandId: keys.slice(-maxKeys).join(),
    focus: focus === '' || focus.length > maxFocus ? null : focus,
    refused: notDone,
  })

/** Forgets the last change, so that no page reports it. */
export const forgetChange = (context: RequestContext): void => {
  deleteCookie(context, cookie, { path: '/' })
}

const readCookie = (context: RequestContext): ChangeCookie | null => {
  const text = getCookie(context, cookie)
  if (text === undefined) return null
  try {
    const value: unknown = JSON.parse(text)
    const [commandId, focus, refused] = Array.isArray(value) ? value : []
    if (typeof commandId !== 'string') return null
    return { commandId, focus: typeof focus === 'string' ? focus : null, refused: Number(refused) || 0 }
  } catch {
    return null
  }
}

/** The events of a stream, from a revision on (inclusive). */
export const eventsIn = async ({ crm }: Service, stream: string, from = 0): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  for await (const batch of crm.store.readStream(stream, { from })) events.push(...batch)
  return events
}

/** The event in words, from the history of a subject that is no customer, person or group. */
const otherSentence = ({ crm }: Service, { var: { by, locale } }: RequestContext, event: RecordedEvent): string => {
  const subject = otherSubjectOf(event)
  const rows = subject === null ? null : crm.views.subjectHistory({ subject, viewer: by, locale })
  const line = rows === null || isLeft(rows) ? undefined : rows.right.find((one) => one.position === event.position)
  return `${line?.summary ?? nameInWords(event.type)}.`
}

/** The event in words, from the history as the actor sees it; `null` if the actor may not see its subject. */
const sentenceOf = (service: Service, context: RequestContext, event: RecordedEvent): string | null => {
  const { category, id } = subjectOf(event)
  if (!isKind(category)) return otherSentence(service, context, event)
  const { by, locale } = context.var
  const rows = service.crm.views.subjectHistory({ subject: { kind: kinds[category], id }, viewer: by, locale })
  const line = isLeft(rows) ? undefined : rows.right.find(({ position }) => position === event.position)
  return line === undefined ? null : `${nameOf(service.crm.register, category, id)}: ${line.summary}.`
}

/** The events without those about customers that the actor may not see. */
const withoutHidden = (service: Service, { var: { by } }: RequestContext, events: readonly RecordedEvent[]) => {
  const isVisible = visibleCustomers(service.crm.register, { viewer: by })
  return events.filter((event) => {
    const { category, id } = subjectOf(event)
    return category !== 'customer' || isVisible(id)
  })
}

const maxSentences = 3

/** The first of the events in words, and the total number if there are more. */
const sentencesOf = (
  service: Service,
  context: RequestContext,
  events: readonly RecordedEvent[],
): readonly string[] => {
  const sentences: string[] = []
  for (const event of events) {
    const sentence = sentenceOf(service, context, event)
    if (sentence !== null) sentences.push(sentence)
    if (sentences.length === maxSentences) break
  }
  if (events.length <= maxSentences || sentences.length === 0) return sentences
  return [fill(officeTexts(context.var.locale).changesDone, { count: events.length }), ...sentences, '…']
}

/** A report that is repeated drops the focus, which is restored only once. */
const refreshCookie = (context: RequestContext, last: ChangeCookie, isReported: boolean): void => {
  if (!isReported) forgetChange(context)
  else if (last.focus !== null) writeCookie(context, { ...last, focus: null })
}

const reportOf = (
  service: Service,
  context: RequestContext,
  events: readonly RecordedEvent[],
  refused: number,
): string | null => {
  const { by, locale } = context.var
  // Changes of another user in the same browser are not reported.
  const own = events.every(({ metadata }) => metadata.by === by) ? withoutHidden(service, context, events) : []
  const sentences = sentencesOf(service, context, own)
  if (sentences.length === 0) return null
  const not = refused > 0 ? [fill(officeTexts(locale).notDone, { count: refused })] : []
  return [...sentences, ...not].join(' ')
}

/**
 * The change before this request. It is reported until the next command, for some minutes, and only to its actor; that
 * nothing was done is reported once. A refused form reports the refusal instead.
 */
export const lastChange = async (service: Service, context: RequestContext): Promise<LastChange | null> => {
  const last = context.req.method === 'POST' ? null : readCookie(context)
  if (last === null) return null
  const { commandId, focus, refused } = last
  const events = commandId === '' ? [] : await eventsOf(service, commandId)
  const sentence =
    commandId === '' ? officeTexts(context.var.locale).nothingDone : reportOf(service, context, events, refused)
  refreshCookie(context, last, events.length > 0 && sentence !== null)
  return sentence === null ? null : { commandId, focus, sentence, canUndo: canUndo(events) }
}
