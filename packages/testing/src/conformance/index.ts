import type { Case, HarnessFactory, Promised } from './case.js'
import { appending } from './cases/appending.js'
import { concurrency } from './cases/concurrency.js'
import { diverging } from './cases/diverging.js'
import { durability } from './cases/durability.js'
import { hostWrites } from './cases/host-writes.js'
import { keeping } from './cases/keeping.js'
import { ordering } from './cases/ordering.js'
import { reading } from './cases/reading.js'
import { refusing } from './cases/refusing.js'
import { retrying } from './cases/retrying.js'
import { sealing } from './cases/sealing.js'
import { subscribing } from './cases/subscribing.js'
import { caseOf } from './running.js'

export type { Case, Fresh, HarnessFactory, Runner } from './case.js'
export { type FreshKeys, type KeyStoreHarnessFactory, keyStoreConformance } from './cases/keys.js'
export { type FreshSnapshots, type SnapshotHarnessFactory, snapshotConformance } from './cases/snapshots.js'

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
  sealing,
  'writes of the host': hostWrites,
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
