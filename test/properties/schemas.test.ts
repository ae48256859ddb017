import { commands, type Definition, type EventType, events, readCommand, rejections, schemas } from '@clientele/domain'
import { commandTypes, dataFor, recordFor } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test as plain } from 'vitest'
import { refusals } from '../../packages/domain/test/examples/index.js'
import { runs } from './runs.js'

// Formats are annotations; the patterns beside them are checked.
const ajv = new Ajv2020({ strict: true, strictRequired: false, validateFormats: false })

const schemaOf = (of: 'commands' | 'events' | 'rejections', name: string) => schemas[of][name] ?? expect.fail(name)

const isAsRead = (type: string, data: unknown): boolean => isRight(readCommand({ type, data }))

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the JSON Schema of a command', () => {
  for (const type of commandTypes) {
    const isValid = ajv.compile(schemaOf('commands', type))
    test.prop([dataFor(type, { pools: {} })], runs(20))(`${type} accepts what the command accepts`, (data) => {
      const sent = throughJson(data)
      expect(isAsRead(type, sent)).toBe(true)
      expect(isValid(sent), JSON.stringify(isValid.errors)).toBe(true)
      expect(isValid({ ...Object(sent), fieldOfNobody: 1 })).toBe(false)
    })
    const spoilt = fc.oneof(fc.constant(undefined), fc.constant({}), fc.integer(), fc.constant([[]]), fc.constant(''))
    test.prop([dataFor(type, { pools: {} }), fc.nat(), spoilt], runs(20))(
      `${type} accepts every command that is accepted, whatever value a field has`,
      (data, at, value) => {
        const names = Object.keys(data)
        const sent = throughJson({
          ...data,
          ...(names.length === 0 ? {} : { [names[at % names.length] ?? '']: value }),
        })
        if (isAsRead(type, sent)) expect(isValid(sent), JSON.stringify(isValid.errors)).toBe(true)
      },
    )
  }
})

describe('the JSON Schema of an event', () => {
  for (const type of Object.keys(events) as readonly EventType[]) {
    const { fields, codec } = events[type] as unknown as Definition
    const isValid = ajv.compile(schemaOf('events', type))
    test.prop([recordFor(fields, { pools: {} })], runs(10))(
      `${type} accepts what is stored, newer versions too`,
      (data) => {
        const stored = Object(throughJson(codec.encode(data)))
        expect(isValid({ ...stored, addedByANewerWriter: 1 }), JSON.stringify(isValid.errors)).toBe(true)
      },
    )
  }
})

describe('every schema', () => {
  const all = Object.entries({ ...schemas.commands, ...schemas.events, ...schemas.rejections })
  const emptyIn = (value: unknown, path: string): readonly string[] => {
    if (typeof value !== 'object' || value === null) return []
    if (!Array.isArray(value) && Object.keys(value).length === 0) return [path]
    return Object.entries(value).flatMap(([key, one]) => emptyIn(one, `${path}.${key}`))
  }
  plain('is of the draft 2020-12 and refers to nothing outside', () => {
    expect(all.filter(([, { $schema }]) => $schema !== 'https://json-schema.org/draft/2020-12/schema')).toEqual([])
    expect(JSON.stringify(all)).not.toContain('$ref')
  })
  plain('says what every field is, but for values of settings and policies, which may be anything', () => {
    const anything = all
      .flatMap(([name, schema]) => emptyIn(schema, name))
      .filter((path) => !path.endsWith('.properties'))
    expect(anything.sort()).toEqual([
      'ChangePolicy.properties.value',
      'ChangeSetting.properties.value',
      'PolicyChanged.properties.from',
      'PolicyChanged.properties.to',
    ])
  })
  plain('of a rejection accepts an example of it', () => {
    const wrong = Object.entries(refusals).filter(([error, example]) => {
      if (typeof example === 'string') return false
      return !ajv.validate(schemaOf('rejections', error), { error, ...example.facts })
    })
    expect(wrong.map(([error]) => error)).toEqual([])
    expect(Object.keys(schemas.rejections)).toEqual(Object.keys(rejections))
  })
})

describe('the constructor of a command', () => {
  const { AssignResponsible } = commands
  const validate = AssignResponsible['~standard'].validate
  plain('is a Standard Schema that gives the command', () => {
    const fields = { customerId: 'acme', employeeId: 'anna' }
    expect(validate(fields)).toEqual({ value: { type: 'AssignResponsible', data: fields } })
    expect(AssignResponsible['~standard']).toMatchObject({ version: 1, vendor: 'clientele' })
  })
  plain('says what is wrong where, unknown fields too', () => {
    expect(validate({ customerId: 'acme', employeeId: 7, roles: [] }).issues).toEqual([
      { message: 'expected EmployeeId, got 7', path: ['employeeId'] },
      { message: expect.stringContaining('no such field'), path: ['roles'] },
    ])
    expect(validate(null).issues).toHaveLength(1)
  })
  for (const type of commandTypes)
    test.prop([dataFor(type, { pools: {} })], runs(5))(`${type} accepts what the command accepts`, (data) => {
      const sent = throughJson(data)
      expect(commands[type]['~standard'].validate(sent)).toEqual({ value: { type, data: sent } })
    })
})
