import { appending } from './appending.js'
import type { Case, HarnessFactory, Promised } from './case.js'
import { concurrency } from './concurrency.js'
import { diverging } from './diverging.js'
import { durability } from './durability.js'
import { keeping } from './keeping.js'
import { ordering } from './ordering.js'
import { reading } from './reading.js'
import { refusing } from './refusing.js'
import { retrying } from './retrying.js'
import { caseOf } from './running.js'
import { subscribing } from './subscribing.js'

export type { Case, Fresh, HarnessFactory, Runner } from './case.js'
export { type FreshSnapshots, type SnapshotHarnessFactory, snapshotConformance } from './snapshots.js'

const chapters: { readonly [chapter: string]: readonly Promised[] } = {
  appending,
  retrying,
  refusing,
  reading,
  ordering,
  concurrency,
  subscribing,
  diverging,
  keeping,
  durability,
}

/**
 * Every promise of the `EventStore` port as a case for any test runner:
 * `for (const { name, run } of conformance(make)) test(name, run)`. A case that a declared capability rules out is
 * reported through the runner's `skip`, or fails where there is none: it is never passed in silence.
 */
export const conformance = (make: HarnessFactory): readonly Case[] =>
  Object.entries(chapters).flatMap(([chapter, promises]) =>
    promises.map((promised) => caseOf({ ...promised, name: `${chapter}: ${promised.name}` }, make)),
  )
