import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { covers } from '../../kernel/values/interval.js'
import type { Customer } from '../../model/customer/state.js'
import { segmentsOf } from '../../model/responsibilities/assignment.js'

const hasManager = ({ responsibilities }: Customer, today: CalendarDate): boolean =>
  responsibilities.assignments
    .flatMap(segmentsOf)
    .some((part) => part.roleId === 'responsibleManager' && covers(part, today))

const hasValue: { readonly [field: string]: (customer: Customer, today: CalendarDate) => boolean } = {
  name: ({ details }) => details.has('name'),
  segment: ({ segment }) => segment !== null,
  status: ({ status }) => status !== null,
  attractionChannel: ({ attractionChannel }) => attractionChannel !== null,
  responsibleManager: hasManager,
  group: ({ groups }) => groups.length > 0,
}

const isLive = ({ registered, archived, mergedInto, deleted }: Customer): boolean =>
  registered && !archived && mergedInto === null && !deleted

/** Whether an active customer lacks a field that can be required. */
export const lacksField = (customer: Customer, field: string, today: CalendarDate): boolean =>
  isLive(customer) && hasValue[field]?.(customer, today) === false
