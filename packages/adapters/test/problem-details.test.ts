import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { commands, rejections } from '@clientele/domain'
import { locales, sentenceOf } from '@clientele/projections'
import { left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { kindOfRefusal, problemDetails } from '../src/index.js'

const { RegisterCustomer, MoveCustomerToGroup } = commands

const failures =
  'MalformedCommand MalformedQuestion CommandIdReused ConcurrencyConflict Cancelled StoreUnavailable StoreUnreadable StoreFull EventUnreadable AppendRefused LogDiverged ClockAhead StoreClosed MalformedOptions MasterKeyMissing MasterKeyWrong KeyNotFound'.split(
    ' ',
  )

const everyName: readonly string[] = [...Object.keys(rejections), ...failures]

describe('problem details', () => {
  test('report a refusal by status, type, title, sentence and facts', async () => {
    const crm = await openClientele({ store: memory() })
    await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
    const outcome = await crm.execute(MoveCustomerToGroup({ customerId: 'acme', groupId: 'cafes' }))
    expect(problemDetails(outcome)).toEqual({
      type: 'urn:clientele:problem:GroupNotFound',
      title: 'Group not found',
      status: 404,
      detail: 'There is no group cafes.',
      error: 'GroupNotFound',
      groupId: 'cafes',
    })
    expect(problemDetails(outcome, { locale: 'fi' })?.detail).toBe('Ryhmää cafes ei ole.')
    expect(
      await crm.execute(RegisterCustomer({ customerId: 'beta', name: 'Beta' })).then((one) => problemDetails(one)),
    ).toBeNull()
    await crm.close()
  })

  test.each([
    [{ error: 'NotAdministrator', by: 'anna' }, 403],
    [{ error: 'CustomerIsArchived', customerId: 'acme' }, 409],
    [{ error: 'ConcurrencyConflict', stream: 'customer-acme' }, 409],
    [{ error: 'InvalidInterval', from: '2026-02-01', until: '2026-01-01' }, 422],
    [{ error: 'MalformedCommand', problems: [] }, 400],
    [{ error: 'StoreUnavailable', problem: 'start it' }, 503],
    [{ error: 'SomethingOfTheHost' }, 503],
  ])('of %o have the status %i', (refused, status) => {
    expect(problemDetails(left(refused))).toMatchObject({ status, error: refused.error })
    expect(problemDetails(refused)).toEqual(problemDetails(left(refused)))
  })

  test('contain nothing meant for operators', () => {
    expect(
      JSON.stringify(problemDetails({ error: 'StoreUnavailable', problem: 'password of db1' } as { error: string })),
    ).not.toContain('db1')
  })

  test('have a type for every rejection and failure', () => {
    const types = everyName.map((error) => problemDetails({ error }).type)
    expect(new Set(types).size).toBe(everyName.length)
    expect(problemDetails(right(1))).toBeNull()
  })
})

describe('a refusal as a sentence', () => {
  test.each([null, 7, ['fi'], { fi: 1 }])('is English for a locale that is none: %j', (locale) => {
    const [refused, odd] = [{ error: 'GroupNotFound', groupId: 'cafes' }, locale as never]
    expect(problemDetails(refused, { locale: odd }).detail).toBe('There is no group cafes.')
    expect(sentenceOf(refused, odd)).toBe('There is no group cafes.')
  })

  test.each(locales)('has facts, and is a sentence, for every rejection and failure (%s)', (locale) => {
    const wrong = everyName.filter((error) => {
      const facts = Object.hasOwn(rejections, error)
        ? Object.values(rejections).find((one) => one.error === error)?.facts
        : []
      const sentence = sentenceOf({ error, ...Object.fromEntries((facts ?? []).map((fact) => [fact, 'x1'])) }, locale)
      return !/^\S.*\.$/.test(sentence) || /[{}]| –[ .]/.test(sentence)
    })
    expect(wrong).toEqual([])
  })
  test('uses the words of its name if no language has another text', () => {
    expect(sentenceOf({ error: 'TooManyOnOneDesk' }, 'sv')).toBe('Too many on one desk.')
  })
  test('shows lists and missing facts', () => {
    const refused = { error: 'MissingRequiredField', fields: ['name', 'city'] }
    expect(sentenceOf(refused)).toBe('These fields are required: name, city.')
    expect(sentenceOf({ error: 'GroupNotFound' })).toBe('There is no group –.')
  })
  test('belongs to a kind, like every rejection', () => {
    const kinds = new Set(Object.keys(rejections).map((error) => kindOfRefusal({ error })))
    expect([...kinds].sort()).toEqual(['conflict', 'forbidden', 'invalid', 'notFound'])
  })
})
