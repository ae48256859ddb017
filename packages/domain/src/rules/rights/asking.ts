import { type Bulk, type Decision, guarded } from '../../kernel/decision.js'
import { type Asking, type ByActor, mayAll } from './actor.js'
import { customersGuard } from './customers.js'
import { administratorGuard, beginningGuard, oneselfGuard, ownerGuard } from './employees.js'
import { deletionGuard, formGuard, listGuard, moveGuard } from './groups.js'
import { type RightName, rightOf } from './rights.js'
import type { Naming } from './touched.js'

/** Puts a decision behind a guard. */
type Behind = <T extends string>(decision: Decision<T>) => Decision<T>

const behind =
  <D, A extends ByActor>({ reads, unless }: Asking<D, A>): Behind =>
  (decision) =>
    guarded(decision, {
      reads,
      unless: (known: A, data: D, meta) => (mayAll(known, meta) ? null : unless(known, data, meta)),
    })

const customers = behind(customersGuard((data: Naming) => data))

type Merging = { readonly survivorId: string; readonly duplicateId: string }

/** The guards of each right. The right `anybody` needs none; the decisions on reports check their own. */
const askedFor: { readonly [K in RightName]: readonly Behind[] } = {
  anybody: [],
  report: [],
  customer: [customers],
  owner: [behind(ownerGuard), customers],
  oneself: [behind(oneselfGuard)],
  groupSight: [behind(listGuard)],
  begin: [behind(beginningGuard)],
  administer: [behind(administratorGuard)],
}

/** Commands that name their subjects in other fields, or that need a right only for some changes. */
const askedBy: { readonly [command: string]: readonly Behind[] } = {
  MergeCustomers: [
    behind(customersGuard(({ survivorId, duplicateId }: Merging) => ({ customerIds: [survivorId, duplicateId] }))),
  ],
  MergeContacts: [
    behind(customersGuard(({ survivorId, duplicateId }: Merging) => ({ personIds: [survivorId, duplicateId] }))),
  ],
  SaveCustomerGroup: [behind(formGuard), customers],
  MoveCustomerGroup: [behind(moveGuard)],
  DeleteCustomerGroup: [behind(deletionGuard)],
}

/** Puts the guards of its right before a decision. */
const asking = <T extends string>(decision: Decision<T>): Decision<T> =>
  (askedBy[decision.command.type] ?? askedFor[rightOf(decision.command)]).reduce<Decision<T>>(
    (inner, put) => put(inner),
    decision,
  )

type Rule<T extends string> = Decision<T> | Bulk<T>

/** Puts every decision behind the guards of its right; the parts of a bulk command are checked one by one. */
export const askingForRights = <Table extends { readonly [command: string]: Rule<string> }>(table: Table): Table => {
  const rows = Object.entries(table).map(([name, rule]) => [name, rule.kind === 'bulk' ? rule : asking(rule)])
  return Object.fromEntries(rows) as Table
}
