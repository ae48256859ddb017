import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerIn, type ServedRegister, servedRegister } from './served.js'

let register: ServedRegister

beforeAll(async () => {
  register = await servedRegister([['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]])
})

afterAll(() => register.close())

const newCustomer = (customerId: string) => ({ type: 'RegisterCustomer', data: { customerId, name: 'New Oy' } })

const headCount = async (): Promise<number> => {
  let count = 0
  for await (const batch of register.crm.events()) count += batch.length
  return count
}

/** Sends a request that must be refused, and append nothing. */
const refusal = async (ask: () => Promise<Response>) => {
  const before = await headCount()
  const response = await ask()
  expect(await headCount()).toBe(before)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = await answerIn(response)
  expect(problem).toMatchObject({ status: response.status, type: `urn:clientele:problem:${problem.error}` })
  return [response.status, problem.error]
}

describe('a command over HTTP', () => {
  test('is answered with its receipt, and 201 if it creates something', async () => {
    const response = await register.post(newCustomer('first'))
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ events: [{ stream: 'customer-first', revision: 0 }] })
    const moved = await register.post({ type: 'ArchiveCustomer', data: { customerId: 'first' } })
    expect(moved.status).toBe(200)
  })

  test('acts as the authenticated employee, whatever the body says', async () => {
    expect(await refusal(() => register.post({ ...newCustomer('x'), by: 'bert' }))).toEqual([400, 'MalformedCommand'])
    await register.post(newCustomer('by-anna'))
    expect(register.crm.register.tables.customers.get('by-anna')?.ownerId).toBe('anna')
  })

  test('with the same key has the same status and bytes, and is executed once', async () => {
    const first = await register.post(newCustomer('once'), { 'idempotency-key': 'key-1' })
    const bytes = await first.text()
    const count = await headCount()
    const again = await register.post(newCustomer('once'), { 'idempotency-key': 'key-1' })
    expect([again.status, await again.text()]).toEqual([first.status, bytes])
    expect(await headCount()).toBe(count)
    expect(await refusal(() => register.post(newCustomer('other'), { 'idempotency-key': 'key-1' }))).toEqual([
      409,
      'CommandIdReused',
    ])
  })

  test('is refused with the name of the rejection and the status of its kind', async () => {
    const move = { type: 'MoveCustomerToGroup', data: { customerId: 'acme', groupId: 'none' } }
    expect(await refusal(() => register.post(move))).toEqual([404, 'GroupNotFound'])
    expect(await refusal(() => register.post(newCustomer('acme')))).toEqual([409, 'CustomerAlreadyRegistered'])
    expect(await refusal(() => register.post({ type: 'Nonsense', data: {} }))).toEqual([400, 'MalformedCommand'])
    expect(await refusal(() => register.post({ type: 'RegisterCustomer', data: { nom: 'x' } }))).toEqual([
      400,
      'MalformedCommand',
    ])
  })

  test.each(['[]', '1', 'null', '{', '', '"x"'])('must be a JSON object, not: %s', async (body) => {
    const ask = () =>
      register.ask('/commands', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect(await refusal(ask)).toEqual([400, 'MalformedBody'])
  })

  test('must be JSON of a limited size', async () => {
    const asText = () =>
      register.ask('/commands', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } })
    expect(await refusal(asText)).toEqual([415, 'ContentTypeNotTaken'])
    const large = { type: 'RegisterCustomer', data: { customerId: 'l', name: 'x'.repeat(2 ** 20) } }
    expect(await refusal(() => register.post(large))).toEqual([413, 'BodyTooLarge'])
  })

  test('is answered in the language of the reader', async () => {
    const response = await register.post(
      { type: 'MoveCustomerToGroup', data: { customerId: 'acme', groupId: 'cafes' } },
      { 'accept-language': 'fi-FI,fi;q=0.9' },
    )
    expect((await answerIn(response)).detail).toBe('Ryhmää cafes ei ole.')
  })
})

describe('the entity tag of a card', () => {
  const card = () => register.ask('/views/customerCard?customerId=acme')
  const rename = (name: string) => ({ type: 'ChangeCustomerDetails', data: { customerId: 'acme', changes: { name } } })

  test('makes a change conditional on what was read', async () => {
    const tag = (await card()).headers.get('etag') ?? ''
    expect(tag).toMatch(/^".+"$/)
    expect((await register.post(rename('Acme 1'), { 'if-match': tag })).status).toBe(200)
    expect(await refusal(() => register.post(rename('Acme 2'), { 'if-match': tag }))).toEqual([412, 'OutOfDate'])
    const newer = (await card()).headers.get('etag') ?? ''
    expect((await register.post(rename('Acme 3'), { 'if-match': newer })).status).toBe(200)
  })

  test('is not given with a card of a past moment: it would let a form of then overwrite what has changed since', async () => {
    const past = await register.ask('/views/customerCard?customerId=acme&knownAt=3')
    expect([past.status, past.headers.get('etag')]).toEqual([200, null])
    expect((await card()).headers.get('etag')).not.toBeNull()
  })

  test.each(['"__proto__@0"', '"constructor-acme@0"', '"toString@1"'])(
    'is out of date for no stream: %s',
    async (tag) => {
      expect(await refusal(() => register.post(rename('Acme 5'), { 'if-match': tag }))).toEqual([412, 'OutOfDate'])
    },
  )

  test.each(['*', 'x', '"x"', 'W/"customer-acme@1"', '"customer-acme@1", "b"'])('cannot be %s', async (tag) => {
    expect(await refusal(() => register.post(rename('Acme 4'), { 'if-match': tag }))).toEqual([400, 'MalformedHeader'])
  })
})
