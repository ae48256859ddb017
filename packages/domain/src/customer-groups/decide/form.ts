import { chosenFor } from '../../customer/decide/groups.js'
import { type Customer, customerStream } from '../../customer/state.js'
import { type Employee, employeeStream } from '../../employee/state.js'
import type { StreamOf } from '../../kernel/aggregate.js'
import { accept, decision, type Meta, newId, type Outcome, type Write, type Writes } from '../../kernel/decision.js'
import type { Occurred, StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { type Settings, settingsStream } from '../../settings/state.js'
import { SaveCustomerGroup } from '../commands.js'
import { type CustomerGroups, customerGroupsAggregate, customerGroupsStream } from '../state.js'
import { bookedOn, chargedTo, hiddenFrom, numberedFrom, shownTo } from './catalogue.js'
import { created, placed } from './place.js'

type Form = DataOf<typeof SaveCustomerGroup>

/** One thing the form says, decided on the groups as the things before it left them. */
type Step = (groups: CustomerGroups) => Outcome

const idIn = ({ groupId }: Form, meta: Meta): string => groupId ?? newId(meta)

const standing = ({ byId }: CustomerGroups, groupId: string, form: Form, settings: Settings): Step => {
  const known = byId.get(groupId)
  const { name = known?.name ?? '', parentId = known?.parentId ?? null } = form
  const place = known === undefined ? created : placed
  return (groups) => place({ groups, settings }, { groupId, name, parentId })
}

const given = <A>(value: A | undefined, step: (value: A) => Step): readonly Step[] =>
  value === undefined ? [] : [step(value)]

const accounting = (groupId: string, { numberingStart, ledgerAccount, costObjects }: Form): readonly Step[] => [
  ...given(numberingStart, (start) => (groups) => numberedFrom(groups, { groupId, start })),
  ...given(ledgerAccount, (account) => (groups) => bookedOn(groups, { groupId, account })),
  ...given(costObjects, (objects) => (groups) => chargedTo(groups, { groupId, costObjects: objects })),
]

const salespersons = (
  visibleTo: readonly string[],
  groupId: string,
  { salespersonIds }: Form,
  employeeOf: (employeeId: string) => Employee,
): readonly Step[] => {
  if (salespersonIds === undefined) return []
  const wanted = [...new Set(salespersonIds)]
  const gone = visibleTo.filter((employeeId) => !wanted.includes(employeeId))
  const come = wanted.filter((employeeId) => !visibleTo.includes(employeeId))
  return [
    ...gone.map(
      (employeeId): Step =>
        (groups) =>
          hiddenFrom(groups, { groupId, employeeId }),
    ),
    ...come.map(
      (employeeId): Step =>
        (groups) =>
          shownTo(groups, employeeOf(employeeId), { groupId, employeeId }),
    ),
  ]
}

const customers = (
  groupId: string,
  { customerIds = [] }: Form,
  settings: Settings,
  customerOf: (customerId: string) => Customer,
): readonly Step[] =>
  [...new Set(customerIds)]
    .sort()
    .map(
      (customerId) => (groups) =>
        chosenFor({ customer: customerOf(customerId), groups, settings }, { customerId, groupId }),
    )

const after = (groups: CustomerGroups, writes: Writes, { at }: Meta): CustomerGroups => {
  const events = writes.filter(({ stream }) => stream.name === customerGroupsStream.name).flatMap((one) => one.events)
  return customerGroupsAggregate.fold(
    groups,
    events.map((event): Occurred => ({ ...event, occurrence: { at } })),
  )
}

const together = (writes: Writes): Writes => {
  const byStream = new Map<StreamName, Write>()
  for (const { stream, events } of writes) {
    const before = byStream.get(stream.name)?.events ?? []
    byStream.set(stream.name, { stream, events: [...before, ...events] })
  }
  return [...byStream.values()]
}

/** All of the steps or none: the first refusal is the answer. */
const inTurn = (groups: CustomerGroups, steps: readonly Step[], meta: Meta): Outcome => {
  const writes: Write[] = []
  let now = groups
  for (const step of steps) {
    const outcome = step(now)
    if (outcome._tag === 'Left') return outcome
    writes.push(...outcome.right)
    now = after(now, outcome.right, meta)
  }
  return accept(...together(writes))
}

const stateIn = <S>(states: ReadonlyMap<StreamName, S>, { name, aggregate }: StreamOf<S>): S =>
  states.get(name) ?? aggregate.initial

/** The form's changes take effect together (K30): each by the rule of the command that says it alone. */
export const saveCustomerGroup = decision({
  command: SaveCustomerGroup,
  reads: ({ salespersonIds = [], customerIds = [] }) => ({
    groups: customerGroupsStream,
    settings: settingsStream,
    employees: [...new Set(salespersonIds)].map(employeeStream),
    customers: [...new Set(customerIds)].map(customerStream),
  }),
  decide: ({ groups, settings, ...read }, form, meta) => {
    const groupId = idIn(form, meta)
    const visibleTo = groups.byId.get(groupId)?.visibleTo ?? []
    const employeeOf = (employeeId: string): Employee => stateIn(read.employees, employeeStream(employeeId))
    const customerOf = (customerId: string): Customer => stateIn(read.customers, customerStream(customerId))
    const steps = [
      standing(groups, groupId, form, settings),
      ...accounting(groupId, form),
      ...salespersons(visibleTo, groupId, form, employeeOf),
      ...customers(groupId, form, settings, customerOf),
    ]
    return inTurn(groups, steps, meta)
  },
})
