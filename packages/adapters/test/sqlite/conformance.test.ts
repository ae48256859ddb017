import { conformance } from '@clientele/adapters/conformance'
import { sqlite } from '@clientele/adapters/sqlite'
import { describe, test } from 'vitest'
import { temporaryFile } from './temporary.js'

describe('sqlite', () => {
  const make = async () => {
    const { file, remove } = await temporaryFile()
    return { source: sqlite({ file }), dispose: remove }
  }
  for (const { name, run } of conformance(make)) test(name, run)
})
