import {
  banSettings,
  type CalendarDate,
  type Channel,
  type ContactFacts,
  dayOf,
  endOfDay,
  type Party,
  type Permission,
  rowFor,
  type Settings,
  type Statement,
  statementOf,
} from '@clientele/domain'
import type { HistorySubject } from '../../history/line.js'
import { paginate } from '../../query/paging/paginate.js'
import {
  marketingPermissions,
  type PermissionParams,
  permissionSubject,
} from '../../views/marketing/marketing-permissions.js'
import type { AuditSource } from '../audit-source.js'
import type { AuditContext } from '../changes/changes.js'
import { createExplainingRows, type ExplainingEvent, eventsAbout, type NumberedEvent } from './events.js'

/**
 * Asks whether a person or customer may be contacted by a channel on a day (by default today); with the parameters of
 * `marketingPermissions`.
 */
export type PermissionQuestion = AuditContext & PermissionParams & { readonly channel: Channel }

/** An event about a marketing permission; `decides` marks the events that determine the answer. */
export type PermissionEvent = ExplainingEvent & { readonly decides: boolean }

/**
 * The permission as `marketingPermissions` returns it, the consent policy on that day, and all statements about the
 * channel that count by that day, oldest first.
 */
export type PermissionExplanation = Permission & {
  readonly consentModel: Settings['policies']['consentModel']
  readonly events: readonly PermissionEvent[]
}

/** A permission, and the data it was computed from. */
type PermissionContext = {
  readonly source: AuditSource
  readonly question: PermissionQuestion & { readonly asOf: CalendarDate }
  readonly facts: ContactFacts
  readonly permission: Permission
  readonly settings: Settings
}

const subjectOf = ({ kind, id }: Party): HistorySubject => ({ kind: kind === 'person' ? 'contact' : 'customer', id })

const parties = ({ own, company }: ContactFacts): readonly HistorySubject[] =>
  [...own, ...(company === null ? [] : [company])].map(({ of }) => subjectOf(of))

const fieldOf = ({ event }: NumberedEvent, field: string): unknown => Reflect.get(event.data, field)

const statementIn = ({ event }: NumberedEvent): Statement | null =>
  rowFor<Statement>(statementOf, event.type)?.(event.data, event.occurrence.at) ?? null

const propertyTypes: readonly string[] = ['ContactPropertyAssigned', 'ContactPropertyRemoved']

/** The statements, properties and erasures of the parties that count on the day. */
const statementEvents = ({ source, question, facts, settings }: PermissionContext): readonly NumberedEvent[] => {
  const { timeZone } = settings.policies
  const day = question.asOf
  const end = endOfDay(day, timeZone)
  const bound = settings.numbers[banSettings[question.channel]]
  const types = [...Object.keys(statementOf), ...propertyTypes, 'PersonErased']
  return eventsAbout(source, parties(facts), types, question).filter((one) => {
    const statement = statementIn(one)
    if (statement !== null) return statement.channel === question.channel && dayOf(statement, timeZone) <= day
    if (one.event.type === 'PersonErased') return true
    return one.event.occurrence.at < end && bound !== null && fieldOf(one, 'propertyNo') === bound
  })
}

/** The changes, by the day, of the consent policy, or of the setting that binds a property to the channel. */
const settingEvents = ({ source, question, permission, settings }: PermissionContext): readonly NumberedEvent[] => {
  const keys = permission.statement?.kind === 'property' ? [banSettings[question.channel]] : ['consentModel']
  const end = endOfDay(question.asOf, settings.policies.timeZone)
  return eventsAbout(
    source,
    [{ kind: 'settings', id: 'settings' }],
    ['PolicyChanged', 'SettingChanged'],
    question,
  ).filter((one) => keys.includes(String(fieldOf(one, 'key'))) && one.event.occurrence.at < end)
}

/** Whether an event is the statement, property or erasure that determines the permission. */
const isDeciding = ({ permission, settings }: PermissionContext, one: NumberedEvent): boolean => {
  const { statement, since, because } = permission
  if (because === 'erased') return one.event.type === 'PersonErased'
  if (statement === null) return false
  const isThen = since === null || one.event.occurrence.at === since
  if (statement.kind === 'property') return one.event.type === 'ContactPropertyAssigned' && isThen
  const own = statementIn(one)
  return own?.kind === statement.kind && isThen && dayOf(own, settings.policies.timeZone) === statement.date
}

/** The numbers of the deciding events: the last matching statement, and the last relevant change of a setting. */
const decidingOf = (context: PermissionContext, all: readonly NumberedEvent[], settings: readonly NumberedEvent[]) => {
  const { statement, because } = context.permission
  const dependsOnPolicy = because === 'noConsent' || (because === 'default' && statement === null)
  const settingChange = dependsOnPolicy || statement?.kind === 'property' ? settings.at(-1) : undefined
  const decision = all.findLast((one) => isDeciding(context, one))
  return new Set([decision, settingChange].flatMap((one) => one?.number ?? []))
}

const explanationOf = (context: PermissionContext): PermissionExplanation => {
  const { source, question, permission, settings } = context
  const [statements, changed] = [statementEvents(context), settingEvents(context)]
  const deciding = decidingOf(context, statements, changed)
  const shown = [...statements, ...changed.filter(({ number }) => deciding.has(number))]
  shown.sort((one, other) => one.number - other.number)
  const rowOf = createExplainingRows(source, question)
  return {
    ...permission,
    consentModel: settings.policies.consentModel,
    events: Array.from(paginate(shown, question), ({ number }) => ({
      ...rowOf(number),
      decides: deciding.has(number),
    })),
  }
}

/**
 * Explains why a person or customer may, or may not, be contacted by a channel on a day. Returns `null` if the party is
 * unknown or the viewer may not see it.
 */
export const explainPermission = (source: AuditSource, question: PermissionQuestion): PermissionExplanation | null => {
  const day = question.asOf ?? source.register.today()
  const register = source.registerOn(day)
  const about = permissionSubject(register, question)
  const permission = marketingPermissions(register, { ...question, asOf: day }).find(
    ({ channel }) => channel === question.channel,
  )
  if (about === null || permission === undefined) return null
  const asked = { ...question, asOf: day }
  return explanationOf({ source, question: asked, facts: about.facts, permission, settings: register.settings })
}
