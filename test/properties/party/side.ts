import type { KnownEvent } from '@clientele/domain'
import { createProjections, type Projections } from '@clientele/projections'

/**
 * The survivor of a customer or person, or itself. `isBefore` restricts statements to those that must survive a merge.
 */
export type Now = { customer(id: string): string; person(id: string): string; readonly isBefore: boolean }

/** Projections on a day. */
export type Side = Projections & { readonly day: string }

/** Projections of a log on a day. */
export const sideOf = (log: readonly KnownEvent[], day: string): Side => {
  // Without a day in the question, both sides of a merge answer for its day: statements for that day count by then.
  const projections = createProjections(() => `${day}T12:00:00.000Z`)
  projections.applyAll(log)
  return Object.assign(projections, { day })
}

type Part = string | number | boolean | null | undefined

/** The statements of a view about customers and persons, with their ids. */
export type ViewStatements = (side: Side, now: Now) => Iterable<readonly Part[]>

/** The ids of all customers, merged ones included. */
export const customerIds = ({ register }: Side): readonly string[] =>
  [...register.tables.customers.rows()].map(({ customerId }) => customerId)

/** The ids of all persons, merged ones included. */
export const personIds = ({ register }: Side): readonly string[] =>
  [...register.tables.persons.rows()].map(({ personId }) => personId)

/** The rows of an answer; none of a refused one. */
export const right = <A>(answer: { readonly _tag: string; readonly right?: readonly A[] }): readonly A[] =>
  answer.right ?? []
