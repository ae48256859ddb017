import { schemas } from '@clientele/clientele'
import { CustomerId, schemaOf } from '@clientele/clientele/rules'
import { expect, test } from 'vitest'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The paths of all objects and lists in a value that a caller could change. */
const changeable = (value: unknown, path = ''): readonly string[] =>
  isObject(value)
    ? [
        ...(Object.isFrozen(value) ? [] : [path]),
        ...Object.entries(value).flatMap(([name, part]) => changeable(part, `${path}.${name}`)),
      ]
    : []

test.each(Object.keys(schemas))('schemas.%s cannot be changed by a caller', (kind) => {
  const table: unknown = Reflect.get(schemas, kind)
  expect(Object.keys(Object(table)).length).toBeGreaterThan(1)
  expect(changeable(table)).toEqual([])
  expect(Reflect.set(schemas, kind, {})).toBe(false)
})

test('the schema of a codec shares its parts with others, and cannot be changed either', () => {
  expect(changeable(schemaOf(CustomerId, 'closed'))).toEqual([])
  expect(Reflect.set(schemaOf(CustomerId, 'closed'), 'maxLength', 5)).toBe(false)
  expect(schemas.commands.ArchiveCustomer).toMatchObject({ properties: { customerId: { maxLength: 200 } } })
})
