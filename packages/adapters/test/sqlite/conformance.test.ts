import { sqlite } from '@clientele/adapters/sqlite'
import { describe } from 'vitest'
import { conforms } from '../conformance/conforming.js'
import { temporaryFile } from './temporary.js'

describe.each(['full', 'normal'] as const)('sqlite, synchronous %s', (synchronous) => {
  const make = async () => {
    const { file, remove } = await temporaryFile()
    return { source: sqlite({ file, synchronous }), dispose: remove }
  }
  conforms(make)
})
