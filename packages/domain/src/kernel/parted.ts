import type { StreamOf } from './aggregate.js'
import {
  accept,
  type Decision,
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
 * A decision that changes many streams, each by itself. What it says of a member depends on nothing but that member and
 * on what `reads` reads, so that any of them can be changed before the others.
 */
type PartedRule<T extends string, D, A, M extends MembersByName, Count> = {
  readonly command: Definition<T, D>
  /** What is the same for all members. */
  readonly reads: Reading<D, A>
  readonly members: (data: D, meta: Meta, answers: A) => M
  /** What happens to the members at hand, and what is counted of them. */
  readonly change: (answers: A & StatesOf<M>, data: D, meta: Meta) => MemberChanges<Count>
  /** The counts of several together; of none where the list is empty. */
  readonly sum: (counts: readonly Count[]) => Count
  /** The refusals, and what is decided instead of changing members, by the count of all members. */
  readonly unless: (answers: A, count: Count, data: D, meta: Meta) => Outcome | null
  /** What comes before the first change. */
  readonly opens?: (answers: A, data: D, meta: Meta) => Writes
  /** What may be so once no member is left to change. */
  readonly closes: (answers: A, count: Count, data: D, meta: Meta) => Writes
  /** The type of an event of `closes` that is always among them: it tells that nothing is left to do. */
  readonly closedBy: { readonly type: string }
}

const foundAs = (name: string): string => `${name}Found`

/** The streams of members among some that were found, by how the decision names them. */
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

// What opens it comes first, or else what closes it: where streams are written one after another, the first decides.
const inOrder = (opens: Writes, changes: Writes, closes: Writes): Writes =>
  opens.length > 0 ? [...opens, ...changes, ...closes] : [...closes, ...changes]

/** Which part of a decision: `total` gives the count of all members, when that of the ones at hand is known. */
export type Part = {
  readonly isFirst: boolean
  readonly isLast: boolean
  total(own: unknown): unknown
}

/** What a part comes to: its outcome, what it counted, and whether that is instead of changing members. */
export type PartOutcome = { readonly outcome: Outcome; readonly count: unknown; readonly isInstead: boolean }

/** Decides a part: changes the members at hand; opens the whole where it is the first, closes it where it is the last. */
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
      Object.entries(members(data, meta, answers)).map(([name, { found }]): [string, Need] => [foundAs(name), found]),
    ),
  (data, meta, answers) => {
    const all = members(data, meta, answers)
    const needs = Object.entries(all).map(([name, one]): [string, Need] => {
      const found: unknown = Reflect.get(answers as object, foundAs(name))
      return [name, membersAmong({ [name]: one }, Array.isArray(found) ? found : [])[name] ?? []]
    })
    return Object.fromEntries(needs)
  },
]

/**
 * A decision that changes many streams, each by itself. It is taken as a whole where they are few; where they are very
 * many, `parts` lets it be carried out in parts that leave the register valid between them.
 */
export const partedDecision = <T extends string, D, A, M extends MembersByName, Count>(
  rule: PartedRule<T, D, A, M, Count>,
): Decision<T> => {
  const { command, reads, opens = () => [], closedBy, ...rest } = rule
  const pieces = { ...rest, opens }
  const parts: Parts = { ...(pieces as object as Parts), steps: reads.steps, closedBy: closedBy.type }
  return {
    kind: 'decision',
    command,
    steps: [...reads.steps, ...memberSteps(parts)],
    decide: wholeDecision(parts),
    parts,
  }
}

/** Numbers added up field by field; `none` where there are none. */
export const sumOf = <Counts extends { readonly [field: string]: number }>(
  all: readonly Counts[],
  none: Counts,
): Counts => {
  const sum: Record<string, number> = { ...none }
  for (const counts of all) for (const field in counts) sum[field] = (sum[field] ?? 0) + (counts[field] ?? 0)
  return sum as Counts
}

/** Whether a message is one by which a decision ends. */
export const isClosing = ({ closedBy }: Parts, { type }: Pick<Message, 'type'>): boolean => type === closedBy
