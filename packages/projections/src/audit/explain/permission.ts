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
import { createExplaining, type ExplainingEvent, eventsAbout, type NumberedEvent } from './events.js'

/** Whom one may contact by a channel, on a day (by default today); whose permission as `marketingPermissions` takes it. */
export type PermissionQuestion = AuditContext & PermissionParams & { readonly channel: Channel }

/** An event on whether somebody may be contacted; `decides` marks those that the answer comes from. */
export type PermissionEvent = ExplainingEvent & { readonly decides: boolean }

/**
 * The permission as `marketingPermissions` has it, the policy of that day on consents, and all statements on the channel
 * that count by that day, the first one first.
 */
export type PermissionExplanation = Permission & {
  readonly consentModel: Settings['policies']['consentModel']
  readonly events: readonly PermissionEvent[]
}

/** What an answer is about, and what it is. */
type Answered = {
  readonly source: AuditSource
  readonly question: PermissionQuestion
  readonly facts: ContactFacts
  readonly permission: Permission
  readonly settings: Settings
  readonly day: CalendarDate
}

const subjectOf = ({ kind, id }: Party): HistorySubject => ({ kind: kind === 'person' ? 'contact' : 'customer', id })

const parties = ({ own, company }: ContactFacts): readonly HistorySubject[] =>
  [...own, ...(company === null ? [] : [company])].map(({ of }) => subjectOf(of))

const fieldOf = ({ event }: NumberedEvent, field: string): unknown => Reflect.get(event.data, field)

const statementIn = ({ event }: NumberedEvent): Statement | null =>
  rowFor<Statement>(statementOf, event.type)?.(event.data, event.occurrence.at) ?? null

const propertyTypes: readonly string[] = ['ContactPropertyAssigned', 'ContactPropertyRemoved']

/** The statements, properties and erasures of the parties that count by the day. */
const said = ({ source, question, facts, settings, day }: Answered): readonly NumberedEvent[] => {
  const { timeZone } = settings.policies
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

/** The changes of the policy on consents, or of the setting that binds a property, that count by the day. */
const settingsChanged = ({ source, question, permission, settings, day }: Answered): readonly NumberedEvent[] => {
  const keys = permission.statement?.kind === 'property' ? [banSettings[question.channel]] : ['consentModel']
  const end = endOfDay(day, settings.policies.timeZone)
  return eventsAbout(
    source,
    [{ kind: 'settings', id: 'settings' }],
    ['PolicyChanged', 'SettingChanged'],
    question,
  ).filter((one) => keys.includes(String(fieldOf(one, 'key'))) && one.event.occurrence.at < end)
}

/** Whether an event is the statement, or the property, that a permission comes from. */
const isDeciding = ({ permission, settings }: Answered, one: NumberedEvent): boolean => {
  const { statement, since, because } = permission
  if (because === 'erased') return one.event.type === 'PersonErased'
  if (statement === null) return false
  const isThen = since === null || one.event.occurrence.at === since
  if (statement.kind === 'property') return one.event.type === 'ContactPropertyAssigned' && isThen
  const spoken = statementIn(one)
  return spoken?.kind === statement.kind && isThen && dayOf(spoken, settings.policies.timeZone) === statement.date
}

/** The numbers of the events that decide: the last that is the statement, and the last change of what binds it. */
const decidingOf = (answered: Answered, all: readonly NumberedEvent[], settings: readonly NumberedEvent[]) => {
  const { statement, because } = answered.permission
  const rests = because === 'noConsent' || (because === 'default' && statement === null)
  const needed = rests || statement?.kind === 'property' ? settings.at(-1) : undefined
  const word = all.findLast((one) => isDeciding(answered, one))
  return new Set([word, needed].flatMap((one) => one?.number ?? []))
}

const explanationOf = (answered: Answered): PermissionExplanation => {
  const { source, question, permission, settings } = answered
  const [spoken, changed] = [said(answered), settingsChanged(answered)]
  const deciding = decidingOf(answered, spoken, changed)
  const shown = [...spoken, ...changed.filter(({ number }) => deciding.has(number))]
  shown.sort((one, other) => one.number - other.number)
  const explaining = createExplaining(source, question)
  return {
    ...permission,
    consentModel: settings.policies.consentModel,
    events: Array.from(paginate(shown, question), ({ number }) => ({
      ...explaining(number),
      decides: deciding.has(number),
    })),
  }
}

/**
 * Why one may, or may not, contact a person or customer by a channel on a day: the permission and the statements it comes
 * from. `null` for somebody unknown or whom the viewer may not see.
 */
export const explainPermission = (source: AuditSource, question: PermissionQuestion): PermissionExplanation | null => {
  const day = question.asOf ?? source.register.today()
  const register = source.registerOn(day)
  const about = permissionSubject(register, question)
  const permission = marketingPermissions(register, { ...question, asOf: day }).find(
    ({ channel }) => channel === question.channel,
  )
  if (about === null || permission === undefined) return null
  return explanationOf({ source, question, facts: about.facts, permission, settings: register.settings, day })
}
