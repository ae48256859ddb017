import { memory } from '@clientele/adapters/memory'
import { describe } from 'vitest'
import { conforms } from '../conformance/conforming.js'

describe('memory', () => {
  const make = async () => ({ source: memory(), dispose: async () => {} })
  conforms(make)
})
