import { conforms } from '../conformance/conforming.js'
import { newSchema, onPostgres } from './schemas.js'

onPostgres('postgres', () => {
  const make = async () => {
    const schema = newSchema()
    return { source: schema.source(), dispose: schema.drop }
  }
  conforms(make)
})
