import type { EmployeeEvent } from '@clientele/domain'
import { keyOf } from '../../tables/keys.js'
import type { EmployeeRow } from '../../tables/rows.js'
import {
  change,
  flagChange,
  type HistoryContext,
  type Lines,
  lastDay,
  onlyChanged,
  type RecordedChange,
  reasonChange,
} from '../line.js'
import { employeeName } from '../names.js'

/** The first and last day of an absence. */
const daysOf = (from: string, until: string | null): string => `${from} – ${lastDay(until) ?? ''}`

const before = ({ register, id }: HistoryContext): EmployeeRow | undefined => register.tables.employees.get(id)

const teams = (names: readonly string[] | undefined): string | null =>
  names === undefined || names.length === 0 ? null : names.join(', ')

/** Counts of handed over and kept items; zero counts are left out. */
const countChanges = (counts: { readonly [what: string]: number | undefined }): readonly RecordedChange[] =>
  Object.entries(counts).flatMap(([what, count = 0]) =>
    count === 0 ? [] : [change(what === 'closed' ? 'onClosed' : what, null, count)],
  )

/** The lines of employee events. */
export const employeeLines: Lines<EmployeeEvent> = {
  EmployeeRegistered: (data) => ({
    changes: onlyChanged(
      change('name', null, data.name),
      change('email', null, data.email),
      change('teams', null, teams(data.teams)),
      flagChange('salesperson', data.salesperson),
      change('sellerCode', null, data.sellerCode),
      flagChange('admin', data.admin),
      change('crmAccess', null, data.crmAccess),
    ),
  }),
  EmployeeDetailsChanged: ({ changes }) => ({ changes: changes.map((one) => change(one.field, one.old, one.new)) }),
  EmployeeTeamsSet: (data, context) => ({
    changes: [change('teams', teams(data.previous ?? before(context)?.teams), teams(data.teams))],
  }),
  SellerInformationSet: ({ salesperson, sellerCode, previous }, context) => {
    const old = previous ?? before(context)
    return {
      changes: onlyChanged(
        change('salesperson', old?.salesperson, salesperson),
        change('sellerCode', old?.sellerCode, sellerCode),
      ),
    }
  },
  EmployeeDeactivated: ({ effective, successorId, handover = {} }, { register }) => ({
    changes: onlyChanged(
      change('active', true, false),
      change('successor', null, employeeName(register, successorId)),
      ...countChanges(handover),
    ),
    effectiveDate: effective,
  }),
  EmployeeReactivated: () => ({ changes: [change('active', false, true)] }),
  AbsencePlanned: ({ from, until, substituteId, reason }, { register, id }) => ({
    changes: onlyChanged(
      change('substitute', null, employeeName(register, substituteId)),
      change('absent', null, daysOf(from, until)),
      reasonChange(reason),
    ),
    effectiveDate: from,
    topic: employeeName(register, id),
    also: [{ kind: 'employee', id: substituteId }],
  }),
  AbsenceCancelled: ({ from, until, substituteId, reason }, { register, id }) => {
    const planned = register.tables.absences.get(keyOf(id, from))
    return {
      changes: onlyChanged(
        change('substitute', employeeName(register, substituteId), null),
        change('absent', planned && daysOf(from, planned.until), until > from ? daysOf(from, until) : null),
        reasonChange(reason),
      ),
      effectiveDate: until,
      topic: employeeName(register, id),
      also: [{ kind: 'employee', id: substituteId }],
    }
  },
  ResponsibilitiesReassignmentStarted: ({ toEmployeeId, effective }, { register, id }) => ({
    changes: [change('successor', null, employeeName(register, toEmployeeId))],
    effectiveDate: effective,
    topic: employeeName(register, id),
    also: [{ kind: 'employee', id: toEmployeeId }],
  }),
  ResponsibilitiesReassigned: ({ toEmployeeId, ended, assigned, ...others }, { register }) => ({
    changes: onlyChanged(
      change('successor', null, employeeName(register, toEmployeeId)),
      change('ended', null, ended),
      change('assigned', null, assigned),
      ...countChanges(others),
    ),
  }),
  EmailLinkingEnabled: ({ mailboxId }) => ({ changes: [change('linkedMailbox', null, mailboxId)] }),
  EmailLinkingDisabled: ({ mailboxId }) => ({ changes: [change('linkedMailbox', mailboxId, null)] }),
}
