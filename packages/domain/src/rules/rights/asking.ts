import { type Bulk, type Decision, withGuard } from '../../kernel/decision.js'
import { type ByActor, mayAll, type RightGuard } from './actor.js'
import { customersGuard } from './customers.js'
import { administratorGuard, beginningGuard, oneselfGuard, ownerGuard } from './employees.js'
import { deletionGuard, formGuard, listGuard, moveGuard } from './groups.js'
import { type RightName, rightOf } from './rights.js'
import type { Naming } from './touched.js'

/** Puts a decision behind a guard. */
type Behind = <T extends string>(decision: Decision<T>) => Decision<T>

const behindGuard =
  <D, A extends ByActor>({ reads, unless }: RightGuard<D, A>): Behind =>
  (decision) =>
    withGuard(decision, {
      reads,
      unless: (known: A, data: D, meta) => (mayAll(known, meta) ? null : unless(known, data, meta)),
    })

const customers = behindGuard(customersGuard((data: Naming) => data))

type Merging = { readonly survivorId: string; readonly duplicateId: string }

/** The guards of each right. The right `anybody` needs none; the decisions on reports check their own. */
const guardsByRight: { readonly [K in RightName]: readonly Behind[] } = {
  anybody: [],
  report: [],
  customer: [customers],
  owner: [behindGuard(ownerGuard), customers],
  oneself: [behindGuard(oneselfGuard)],
  groupSight: [behindGuard(listGuard)],
  begin: [behindGuard(beginningGuard)],
  administer: [behindGuard(administratorGuard)],
}

/** Commands that name their subjects in other fields, or that need a right only for some changes. */
const guardsByCommand: { readonly [command: string]: readonly Behind[] } = {
  MergeCustomers: [
    behindGuard(customersGuard(({ survivorId, duplicateId }: Merging) => ({ customerIds: [survivorId, duplicateId] }))),
  ],
  MergeContacts: [
    behindGuard(customersGuard(({ survivorId, duplicateId }: Merging) => ({ personIds: [survivorId, duplicateId] }))),
  ],
  SaveCustomerGroup: [behindGuard(formGuard), customers],
  MoveCustomerGroup: [behindGuard(moveGuard)],
  DeleteCustomerGroup: [behindGuard(deletionGuard)],
}

const behindAll = <T extends string>(decision: Decision<T>, guards: readonly Behind[]): Decision<T> =>
  guards.reduce<Decision<T>>((inner, put) => put(inner), decision)

/** Puts the guards of a right before a decision. */
export const behindRight = <T extends string>(decision: Decision<T>, right: RightName): Decision<T> =>
  behindAll(decision, guardsByRight[right])

/** Puts the guards of its right before a decision. */
const guardDecision = <T extends string>(decision: Decision<T>): Decision<T> =>
  behindAll(decision, guardsByCommand[decision.command.type] ?? guardsByRight[rightOf(decision.command)])

type Rule<T extends string> = Decision<T> | Bulk<T>

/** Puts every decision behind the guards of its right; the parts of a bulk command are checked one by one. */
export const guardDecisions = <Table extends { readonly [command: string]: Rule<string> }>(table: Table): Table => {
  const rows = Object.entries(table).map(([name, rule]) => [name, rule.kind === 'bulk' ? rule : guardDecision(rule)])
  return Object.fromEntries(rows) as Table
}
