import type { StreamOf } from './aggregate.js'
import {
  accept,
  type Decision,
  type Declared,
  type ErasedStep,
  type MemberChanges,
  type Members,
  type Meta,
  type Need,
  type Outcome,
  type Parts,
  type Reading,
  type Writes,
} from './decision.js'
import type { StreamName } from './event.js'
import type { Definition, Message } from './message.js'

type MembersByName = { readonly [name: string]: Members }

type StatesOf<M> = {
  readonly [K in keyof M]: M[K] extends Members<infer State> ? ReadonlyMap<StreamName, State> : never
}

/**
 * A decision that changes many streams independently of each other. The change of a member depends only on that member
 * and on `reads`, so that any member can be changed before the others.
 */
type PartedRule<T extends string, D, A, M extends MembersByName, Count, E extends string, R extends string> = Declared<
  E,
  R
> & {
  readonly command: Definition<T, D>
  /** The reads shared by all members. */
  readonly reads: Reading<D, A>
  readonly members: (data: D, meta: Meta, answers: A) => M
  /** Changes the given members and counts them. */
  readonly change: (answers: A & StatesOf<M>, data: D, meta: Meta) => MemberChanges<Count>
  /** Adds up counts; an empty list gives the zero count. */
  readonly sum: (counts: readonly Count[]) => Count
  /** Returns a rejection, or the outcome instead of changing members, given the count of all members. */
  readonly unless: (answers: A, count: Count, data: D, meta: Meta) => Outcome | null
  /** Events before the first change. */
  readonly opens?: (answers: A, data: D, meta: Meta) => Writes
  /** Events after the last change, when no member is left. */
  readonly closes: (answers: A, count: Count, data: D, meta: Meta) => Writes
  /** The event that is always in `closes`: it marks the end. */
  readonly closedBy: { readonly type: string }
}

const lookupName = (name: string): string => `${name}Found`

/** Groups found streams by the member names of the decision. */
export const membersAmong = (
  members: ReturnType<Parts['members']>,
  streams: Iterable<StreamName>,
): { readonly [name: string]: readonly StreamOf<unknown>[] } => {
  const among: Record<string, StreamOf<unknown>[]> = {}
  for (const name in members) among[name] = []
  for (const stream of streams)
    for (const [name, { streamOf, isMeant }] of Object.entries(members)) {
      const member = streamOf(stream)
      if (member.name === stream && isMeant?.(stream) !== false) among[name]?.push(member)
    }
  return among
}

// Opening events come first, or else closing events: if streams are written one after another, the first write decides.
const inOrder = (opens: Writes, changes: Writes, closes: Writes): Writes =>
  opens.length > 0 ? [...opens, ...changes, ...closes] : [...closes, ...changes]

/** The position of a part in its decision; `total` converts the count of the given members into that of all. */
export type Part = {
  readonly isFirst: boolean
  readonly isLast: boolean
  total(own: unknown): unknown
}

/** The result of a part: its outcome, its count, and whether the outcome replaces the change of members. */
export type PartOutcome = { readonly outcome: Outcome; readonly count: unknown; readonly isInstead: boolean }

/** Decides one part: changes the given members; the first part also opens, the last part also closes. */
export const decidePart = (
  { change, unless, opens, closes }: Parts,
  { isFirst, isLast, total }: Part,
  answers: unknown,
  data: unknown,
  meta: Meta,
): PartOutcome => {
  const { count, writes } = change(answers, data, meta)
  const whole = total(count)
  const instead = unless(answers, whole, data, meta)
  if (instead !== null) return { outcome: instead, count, isInstead: true }
  const before = isFirst ? opens(answers, data, meta) : []
  const after = isLast ? closes(answers, whole, data, meta) : []
  return { outcome: accept(...inOrder(before, writes, after)), count, isInstead: false }
}

const wholeDecision = (parts: Parts): Decision['decide'] => {
  const whole: Part = { isFirst: true, isLast: true, total: (own) => own }
  return (answers, data, meta) => decidePart(parts, whole, answers, data, meta).outcome
}

const memberSteps = ({ members }: Parts): readonly ErasedStep[] => [
  (data, meta, answers) =>
    Object.fromEntries(
      Object.entries(members(data, meta, answers)).map(([name, { found }]): [string, Need] => [
        lookupName(name),
        found,
      ]),
    ),
  (data, meta, answers) => {
    const all = members(data, meta, answers)
    const needs = Object.entries(all).map(([name, one]): [string, Need] => {
      const found: unknown = Reflect.get(answers as object, lookupName(name))
      return [name, membersAmong({ [name]: one }, Array.isArray(found) ? found : [])[name] ?? []]
    })
    return Object.fromEntries(needs)
  },
]

/**
 * Defines a decision that changes many streams independently. It is decided at once if they are few; `parts` lets it be
 * executed in parts, between which the register stays valid.
 */
export const partedDecision = <
  T extends string,
  D,
  A,
  M extends MembersByName,
  Count,
  E extends string,
  R extends string,
>(
  rule: PartedRule<T, D, A, M, Count, E, R>,
): Decision<T, E, R> => {
  const { command, appends, rejects, reads, opens = () => [], closedBy, ...rest } = rule
  const pieces = { ...rest, opens }
  const parts: Parts = { ...(pieces as object as Parts), steps: reads.steps, closedBy: closedBy.type }
  return {
    kind: 'decision',
    command,
    appends,
    rejects,
    steps: [...reads.steps, ...memberSteps(parts)],
    decide: wholeDecision(parts),
    parts,
  }
}

/** Adds up counts field by field; `none` is the zero count. */
export const sumOf = <Counts extends { readonly [field: string]: number }>(
  all: readonly Counts[],
  none: Counts,
): Counts => {
  const sum: Record<string, number> = { ...none }
  for (const counts of all) for (const field in counts) sum[field] = (sum[field] ?? 0) + (counts[field] ?? 0)
  return sum as Counts
}

/** Whether a message ends a decision that is executed in parts. */
export const isClosing = ({ closedBy }: Parts, { type }: Pick<Message, 'type'>): boolean => type === closedBy
