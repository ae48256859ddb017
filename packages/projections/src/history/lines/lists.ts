import {
  ListName,
  type ListPreferencesEvent,
  lists,
  type ReportEvent,
  ReportPeriod,
  reportFilterNames,
  standardChoice,
  TrackingChoice,
  trackingCatalogue,
} from '@clientele/domain'
import type { Register } from '../../register/register.js'
import type { ReportRow } from '../../tables/rows.js'
import { keyOf } from '../../tables/tables.js'
import { change, type HistoryContext, type Lines, onlyChanged, type RecordedChange } from '../line.js'
import { classifierName, employeeName, groupName, roleName, specialGroupName, valueName } from '../names.js'
import { choice, word } from '../word.js'

const before = ({ register, id }: HistoryContext, list: string) =>
  register.tables.listPreferences.get(keyOf(id, list)) ?? (ListName.is(list) ? standardChoice(lists[list]) : undefined)

const names = (chosen: readonly string[] | undefined): string | undefined => chosen?.join(', ')

/** The lines of list-preference events. */
export const listPreferencesLines: Lines<ListPreferencesEvent> = {
  ListPreferencesSaved: ({ list, shownColumns, shownFilters }, context) => ({
    changes: onlyChanged(
      change('shownColumns', names(before(context, list)?.shownColumns), names(shownColumns)),
      change('shownFilters', names(before(context, list)?.shownFilters), names(shownFilters)),
    ),
    topic: word(list),
  }),
}

const reportBefore = ({ register, id }: HistoryContext): ReportRow | undefined => {
  const report = register.tables.reports.get(id)
  return report?.deleted === true ? undefined : report
}

type NamedFilters = { readonly [filter: string]: (register: Register, value: string) => string | null }

/** The filters with ids as values, and the functions that look up their names. */
const namedFilters: NamedFilters = {
  groupIds: groupName,
  specialGroupIds: specialGroupName,
  salespersonId: employeeName,
  userId: employeeName,
  segments: (register, value) => valueName(register, 'segment', value),
  statuses: (register, value) => valueName(register, 'status', value),
  status: (register, value) => valueName(register, 'status', value),
  attractionChannels: (register, value) => valueName(register, 'attractionChannel', value),
  customerKinds: (register, value) => valueName(register, 'customerKind', value),
  properties: (register, value) => valueName(register, 'customerProperty', value),
  ownerIds: employeeName,
  responsibleManagerIds: employeeName,
  serviceManagerIds: employeeName,
  responsibleIds: employeeName,
  responsibleRoleIds: roleName,
  consents: (_register, value) => choice(value),
  bans: (_register, value) => choice(value),
}

type Period = { readonly from?: string; readonly to?: string }

const isPeriod = (value: unknown): value is Period => ReportPeriod.is(value)

const filterValue = (register: Register, filter: string, value: unknown): unknown => {
  const nameOf = namedFilters[filter] ?? ((_register, id) => id)
  const none = filter === 'groupIds' ? word('noGroup') : '–'
  const withNames = (one: unknown): unknown => {
    if (TrackingChoice.is(one))
      return `${one.dimension}: ${classifierName(register, trackingCatalogue(one.dimension), one.value)}`
    return typeof one === 'string' ? nameOf(register, one) : (one ?? none)
  }
  if (Array.isArray(value)) return value.map(withNames)
  if (isPeriod(value)) return `${value.from ?? ''} – ${value.to ?? ''}`
  return value === undefined ? null : withNames(value)
}

/** The changed filters of a report. */
const filterChanges = (register: Register, before: object, after: object): readonly RecordedChange[] =>
  onlyChanged(
    ...reportFilterNames.map((filter) =>
      change(
        filter,
        filterValue(register, filter, Reflect.get(before, filter)),
        filterValue(register, filter, Reflect.get(after, filter)),
      ),
    ),
  )

/** The lines of saved-report events. */
export const reportLines: Lines<ReportEvent> = {
  ReportSaved: ({ name, scope, filters, columns, ownerId }, context) => {
    const before = reportBefore(context)
    return {
      changes: onlyChanged(
        change('name', before?.name, name),
        change('scope', choice(before?.scope), choice(scope)),
        change('owner', employeeName(context.register, before?.ownerId), employeeName(context.register, ownerId)),
        ...filterChanges(context.register, before?.filters ?? {}, filters),
        change('columns', names(before?.columns ?? undefined), names(columns ?? undefined)),
      ),
      topic: before?.name === name ? name : null,
    }
  },
  ReportShared: (_, context) => ({
    changes: [change('scope', choice(reportBefore(context)?.scope), choice('office'))],
    topic: reportBefore(context)?.name,
  }),
  ReportDeleted: (_, context) => ({ changes: [change('name', reportBefore(context)?.name, null)] }),
}
