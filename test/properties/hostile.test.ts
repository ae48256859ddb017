import { commands, readCommand, whoseField } from '@clientele/domain'
import {
  commandTypes,
  createModel,
  dataFor,
  executeHistory,
  metasOf,
  steps,
  type ValueOptions,
  valueFor,
} from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import type * as t from 'io-ts'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const meta = metasOf([{ command: { type: '', data: {} }, by: 'host', daysLater: 0 }])[0]

const tenMegabytes = 'x'.repeat(10_000_000)

const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }),
  fc.constantFrom<unknown>(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    1e21,
    10n,
    tenMegabytes,
    '\ud800',
    'a\u0000b',
    '__proto__',
    'constructor',
    '2024-02-30',
    '2024-13-01',
    '0000-00-00',
    '9999-12-31',
    '=cmd|calc!A0',
    ' ',
    [],
    {},
    Symbol('s'),
    () => 1,
    undefined,
    null,
  ),
)

const hostileData = (type: (typeof commandTypes)[number]): fc.Arbitrary<object> => {
  const fields = Object.keys(commands[type].fields)
  const some = fc.tuple(fc.constantFrom(...fields, '__proto__', 'extra'), wrong)
  return fc
    .tuple(dataFor(type), fc.array(some, { minLength: 1, maxLength: 3 }))
    .map(([good, bad]) => ({ ...good, ...Object.fromEntries(bad) }))
}

const world = createModel()

describe('hostile input', () => {
  for (const type of commandTypes)
    test.prop([hostileData(type)], runs(25))(`${type} is decided or refused, never throws`, (data) => {
      const { events: happened, refusals } = world.execute({ type, data }, meta as never)
      expect(happened.length >= 0 && refusals.every(({ error }) => typeof error === 'string')).toBe(true)
    })

  test.prop([fc.anything({ withBigInt: true, withNullPrototype: true })], runs(300))(
    'any value is read as a command or refused',
    (value) => {
      expect(['Left', 'Right']).toContain(readCommand(value)._tag)
    },
  )

  test('a wrong value is reported by its field, for every field of every command', () => {
    for (const type of commandTypes) {
      const [data = {}] = fc.sample(dataFor(type), { numRuns: 1, seed: 1 })
      for (const field of Object.keys(commands[type].fields)) {
        const read = readCommand({ type, data: { ...data, [field]: Symbol('wrong') } })
        const problems = read._tag === 'Left' ? read.left.problems : []
        const reported = new Set(problems.map(({ path }) => path.split('.')[0] ?? ''))
        // The value of a setting or policy may be anything: the rule refuses it.
        if (problems.length === 0) expect(`${type} ${field}`).toMatch(/^Change(Setting|Policy) value$/)
        else expect([...reported], `${type} ${field}`).toContain(field)
        expect([...reported].filter((one) => !Object.hasOwn(commands[type].fields, one))).toEqual([])
      }
    }
  })

  test('a circular value is refused', () => {
    const loop: { type: string; data: Record<string, unknown> } = { type: 'ChangePolicy', data: { key: 'timeZone' } }
    loop.data.value = loop
    expect(world.execute(loop, meta as never).refusals[0]?.error).toBe('MalformedCommand')
  })
})

const long: ValueOptions = { pools: { Text: fc.constantFrom('x'.repeat(10_000), 'y'.repeat(9_999), 'z') } }

describe('every accepted command can be read again', () => {
  for (const type of commandTypes)
    test.prop([steps(undefined, { maxLength: 4 }), dataFor(type, long)], runs(8))(
      `${type} with texts of maximum length`,
      (history, data) => {
        executeHistory([...history, { command: { type, data }, by: 'host', daysLater: 0 }])
      },
    )
})

const secret = 'SECRET-7f3a'
const secretly: ValueOptions = {
  pools: { MailboxId: fc.constantFrom(secret, `${secret}@own.fi`) },
  personalText: fc.constantFrom(secret, `${secret}\u0000`, `x${secret}`.repeat(2_000)),
}

const personalFields = (fields: { readonly [field: string]: t.Mixed }): readonly string[] =>
  Object.entries(fields).flatMap(([field, codec]) => (whoseField(codec) === null ? [] : [field]))

const withPersonal = commandTypes.filter((type) => personalFields(commands[type].fields).length > 0)

const badly = (type: (typeof commandTypes)[number]): fc.Arbitrary<object> => {
  const nested = fc.constantFrom<unknown>([secret], { a: secret }, [{ field: secret, new: secret }], {
    email: [secret],
  })
  return fc
    .tuple(dataFor(type, secretly), fc.constantFrom(...personalFields(commands[type].fields)), nested)
    .map(([data, field, value]) => ({ ...data, [field]: value }))
}

describe('no refusal, problem or stream name contains a personal value', () => {
  for (const type of withPersonal)
    test.prop([steps([type], { maxLength: 2 }), fc.oneof(dataFor(type, secretly), badly(type))], runs(60))(
      type,
      (history, data) => {
        const { commands: executed } = executeHistory([
          ...history,
          { command: { type, data }, by: 'host', daysLater: 0 },
        ])
        const { answer } = executed.at(-1) ?? { answer: { events: [], refusals: [] } }
        const shown = [answer.refusals, answer.events.map(({ stream, type: happened }) => [stream, happened])]
        expect(JSON.stringify(shown)).not.toContain(secret)
      },
    )
})

/** Generates data for each field, so that a codec without a generator is noticed. */
describe('every field of every command', () => {
  test.each(commandTypes)('of %s can be generated', (type) => {
    for (const codec of Object.values(commands[type].fields))
      expect(fc.sample(valueFor(codec, { pools: {} }), { numRuns: 20, seed: 3 }).some((one) => codec.is(one))).toBe(
        true,
      )
  })
})
