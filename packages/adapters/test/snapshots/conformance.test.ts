import { snapshotConformance } from '@clientele/testing/conformance'
import { describe, test } from 'vitest'
import { places } from './places.js'

describe.each(Object.entries(places))('snapshots in %s', (_, make) => {
  for (const { name, run } of snapshotConformance(make)) test(name, run)
})
