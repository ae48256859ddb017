import type { Bulk } from '../../kernel/bulk.js'
import { type Decision, withGuard } from '../../kernel/decision.js'
import type { NamedDefinition } from '../../kernel/message.js'
import type { NamedRejection } from '../../kernel/rejection.js'
import { NotOwner } from '../../model/customer/rejections.js'
import { NotAdministrator } from '../../model/employee/rejections.js'
import { NotAmongSalespersons, NotOneself } from '../../model/rights/rejections.js'
import { type ByActor, mayAll, type RightGuard } from './actor.js'
import { customersGuard } from './customers.js'
import { administratorGuard, beginningGuard, oneselfGuard, ownerGuard } from './employees.js'
import { deletionGuard, formGuard, listGuard, moveGuard } from './groups.js'
import { type ListingRight, type RightName, rightOf } from './rights.js'
import type { Naming } from './touched.js'

/** Puts a decision behind a guard. */
type AddGuard = <T extends string>(decision: Decision<T>) => Decision<T>

const withRightGuard =
  <D, A extends ByActor>({ reads, unless }: RightGuard<D, A>): AddGuard =>
  (decision) =>
    withGuard(decision, {
      reads,
      unless: (known: A, data: D, meta) => (mayAll(known, meta) ? null : unless(known, data, meta)),
    })

const customers = withRightGuard(customersGuard((data: Naming) => data))

type Merging = { readonly survivorId: string; readonly duplicateId: string }

/** The guards of each right. The right `anybody` needs none; the decisions on reports check their own. */
const guardsByRight: { readonly [K in RightName]: readonly AddGuard[] } = {
  anybody: [],
  report: [],
  customer: [customers],
  owner: [withRightGuard(ownerGuard), customers],
  oneself: [withRightGuard(oneselfGuard)],
  groupSight: [withRightGuard(listGuard)],
  begin: [withRightGuard(beginningGuard)],
  administer: [withRightGuard(administratorGuard)],
}

/** Commands that name their subjects in other fields, or that need a right only for some changes. */
const guardsByCommand: { readonly [command: string]: readonly AddGuard[] } = {
  MergeCustomers: [
    withRightGuard(
      customersGuard(({ survivorId, duplicateId }: Merging) => ({ customerIds: [survivorId, duplicateId] })),
    ),
  ],
  MergeContacts: [
    withRightGuard(
      customersGuard(({ survivorId, duplicateId }: Merging) => ({ personIds: [survivorId, duplicateId] })),
    ),
  ],
  SaveCustomerGroup: [withRightGuard(formGuard), customers],
  MoveCustomerGroup: [withRightGuard(moveGuard)],
  DeleteCustomerGroup: [withRightGuard(deletionGuard)],
}

const addGuards = <T extends string>(decision: Decision<T>, guards: readonly AddGuard[]): Decision<T> =>
  guards.reduce<Decision<T>>((inner, addGuard) => addGuard(inner), decision)

const customerRejections = [NotOwner, NotAmongSalespersons] as const

/** The rejections of an actor without a right. */
const rejectionsByRight = {
  anybody: [],
  report: [],
  customer: customerRejections,
  owner: customerRejections,
  oneself: [NotOneself],
  groupSight: [NotAdministrator],
  begin: [NotAdministrator],
  administer: [NotAdministrator],
} as const satisfies { readonly [K in RightName]: readonly NamedRejection[] }

const rejectionsByCommand = { SaveCustomerGroup: [NotAdministrator, ...customerRejections] } as const

type ByRight = typeof rejectionsByRight
type ByCommand = typeof rejectionsByCommand

/** The names of the rejections of a command for missing rights; a command that is not listed names a customer. */
export type RightRejection<Command extends string> = Command extends keyof ByCommand
  ? ByCommand[Command][number]['error']
  : [ListingRight<Command>] extends [never]
    ? ByRight['customer'][number]['error']
    : ByRight[ListingRight<Command>][number]['error']

const rejectionsForRight = (command: NamedDefinition): readonly NamedRejection[] =>
  command.type === 'SaveCustomerGroup' ? rejectionsByCommand.SaveCustomerGroup : rejectionsByRight[rightOf(command)]

const withRightRejections = <Rule extends Decision | Bulk>(rule: Rule): Rule => ({
  ...rule,
  rejects: [...new Set([...rejectionsForRight(rule.command), ...rule.rejects])],
})

/** Puts the guards of its right before a decision. */
const guardDecision = <T extends string>(decision: Decision<T>): Decision<T> => {
  const { command } = decision
  return addGuards(withRightRejections(decision), guardsByCommand[command.type] ?? guardsByRight[rightOf(command)])
}

/** Puts the guards of a right before a decision. */
export const behindRight = <T extends string>(decision: Decision<T>, right: RightName): Decision<T> =>
  addGuards(
    { ...decision, rejects: [...new Set([...rejectionsByRight[right], ...decision.rejects])] },
    guardsByRight[right],
  )

/** A decision with the additional rejections of its right. */
type Guarded<Rule> =
  Rule extends Decision<infer T, infer E, infer R>
    ? Decision<T, E, R | RightRejection<T>>
    : Rule extends Bulk<infer T, infer E, infer R>
      ? Bulk<T, E, R | RightRejection<T>>
      : never

type Rules = { readonly [command: string]: Decision | Bulk }

/** Puts every decision behind the guards of its right; the parts of a bulk command are checked one by one. */
export const guardDecisions = <Table extends Rules>(
  table: Table,
): { readonly [K in keyof Table]: Guarded<Table[K]> } => {
  const rows = Object.entries(table).map(([name, rule]) => [
    name,
    rule.kind === 'bulk' ? withRightRejections(rule) : guardDecision(rule),
  ])
  return Object.fromEntries(rows) as { readonly [K in keyof Table]: Guarded<Table[K]> }
}
