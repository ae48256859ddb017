import type { Case, CaseDefinition, HarnessFactory } from './case.js'
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

const chapters: { readonly [chapter: string]: readonly CaseDefinition[] } = {
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
 * The requirements of the `EventStore` port as cases for any test runner:
 * `for (const { name, run } of conformance(make)) test(name, run)`. A case that needs a missing capability is reported
 * through the runner's `skip`, or fails if there is none: it never passes silently.
 */
export const conformance = (make: HarnessFactory): readonly Case[] =>
  Object.entries(chapters).flatMap(([chapter, promises]) =>
    promises.map((promised) => caseOf({ ...promised, name: `${chapter}: ${promised.name}` }, make)),
  )
