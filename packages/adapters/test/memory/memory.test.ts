import { conformance } from '@clientele/adapters/conformance'
import { memory } from '@clientele/adapters/memory'
import { describe, test } from 'vitest'

describe('memory', () => {
  const make = async () => ({ source: memory(), dispose: async () => {} })
  for (const { name, run } of conformance(make)) test(name, run)
})
