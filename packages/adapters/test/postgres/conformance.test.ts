import { conformance } from '@clientele/adapters/conformance'
import { test } from 'vitest'
import { newSchema, onPostgres } from './schemas.js'

onPostgres('postgres', () => {
  const make = async () => {
    const schema = newSchema()
    return { source: schema.source(), dispose: schema.drop }
  }
  for (const { name, run } of conformance(make)) test(name, run)
})
