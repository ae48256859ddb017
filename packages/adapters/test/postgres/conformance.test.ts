import { conformance } from '@clientele/adapters/conformance'
import { describe, test } from 'vitest'
import { missing, newSchema } from './schemas.js'

describe.skipIf(missing !== null)(`postgres ${missing ?? ''}`.trim(), () => {
  const make = async () => {
    const schema = newSchema()
    return { source: schema.source(), dispose: schema.drop }
  }
  for (const { name, run } of conformance(make)) test(name, run)
})
