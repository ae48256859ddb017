import { sqlite } from '@clientele/adapters/sqlite'
import { describe } from 'vitest'
import { conforms } from '../conformance/conforming.js'
import { temporaryFile } from './temporary.js'

describe('sqlite', () => {
  const make = async () => {
    const { file, remove } = await temporaryFile()
    return { source: sqlite({ file }), dispose: remove }
  }
  conforms(make)
})
