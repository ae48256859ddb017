import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedRegister, servedRegister } from './served.js'

let register: ServedRegister

beforeAll(async () => {
  register = await servedRegister([
    ['RegisterContact', { personId: 'pia', lastName: 'Öst', email: 'pia@ost.fi' }],
    ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ])
})

afterAll(() => register.close())

type Message = { readonly id: string; readonly data: { readonly type: string } }

const messagesIn = (text: string): readonly Message[] =>
  text.split('\n\n').flatMap((part) => {
    const [, id] = /^id: (.+)$/m.exec(part) ?? []
    const [, data] = /^data: (.+)$/m.exec(part) ?? []
    return id === undefined || data === undefined ? [] : [{ id, data: JSON.parse(data) }]
  })

/** Reads this many messages. */
const read = async (response: Response, wanted: number): Promise<readonly Message[]> => {
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  let text = ''
  const decoder = new TextDecoder()
  if (response.body === null) return []
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    if (messagesIn(text).length >= wanted) break
  }
  return messagesIn(text)
}

const changes = (at: ServedRegister, last?: string) =>
  at.ask('/changes', { headers: last === undefined ? {} : { 'last-event-id': last } })

const typesOf = (messages: readonly Message[]) => messages.map(({ data }) => data.type)

describe('the stream of changes', () => {
  test('starts with the first event after 0, each with its position', async () => {
    const messages = await read(await changes(register, '0'), 4)
    expect(typesOf(messages)).toEqual([
      'EmployeeRegistered',
      'EmployeeRegistered',
      'ContactRegistered',
      'CustomerRegistered',
    ])
    const [, second] = messages
    expect(typesOf(await read(await changes(register, second?.id), 2))).toEqual([
      'ContactRegistered',
      'CustomerRegistered',
    ])
  })

  test('starts now without a position', async () => {
    const response = await changes(register)
    await register.post({ type: 'ArchiveCustomer', data: { customerId: 'acme' } })
    expect(typesOf(await read(response, 1))).toEqual(['CustomerArchived'])
  })

  test.each(['abc', '-1', '1.5', '999999999999999999999999x'])('cannot start after %s', async (last) => {
    expect((await changes(register, last)).status).toBe(400)
  })

  test('omits what the actor may not see', async () => {
    const bert = await servedRegister(
      [
        ['RegisterCustomer', { customerId: 'secret', name: 'Secret Oy', ownerId: 'anna', private: true }],
        ['RegisterContact', { personId: 'shy', lastName: 'Secret', ownerId: 'anna', private: true }],
        ['RegisterCustomer', { customerId: 'open', name: 'Open Oy' }],
      ],
      'bert',
    )
    const messages = await read(await changes(bert, '0'), 1)
    await bert.close()
    expect(JSON.stringify(messages)).not.toContain('Secret')
    expect(messages.at(-1)?.data).toMatchObject({ stream: 'customer-open' })
  })

  test('contains nothing about persons erased since', async () => {
    expect((await register.post({ type: 'ErasePerson', data: { personId: 'pia' } })).status).toBe(200)
    const messages = await read(await changes(register, '0'), 5)
    expect(typesOf(messages)).toContain('ContactRegistered')
    expect(JSON.stringify(messages)).not.toContain('pia@ost.fi')
  })

  test('contains no text about a private customer whose person was erased since', async () => {
    const at = await servedRegister([
      ['RegisterPrivateCustomer', { personId: 'per', customerId: 'cp', lastName: 'Öst' }],
      ['WriteNote', { activityId: 'n', links: { customerIds: ['cp'] }, text: 'marked-note' }],
      ['ArchiveCustomer', { customerId: 'cp', reason: 'marked-archiving' }],
      ['RegisterTask', { activityId: 't', links: { personId: 'per' }, title: 'marked-task' }],
      ['ErasePerson', { personId: 'per' }],
    ])
    const messages = await read(await changes(at, '0'), 8)
    expect(typesOf(messages)).toContain('CustomerArchived')
    expect(JSON.stringify(messages)).not.toMatch(/marked|Öst/)
    await at.close()
  })

  test('contains no text about a deleted private customer whose person was erased since', async () => {
    const at = await servedRegister([
      ['RegisterPrivateCustomer', { personId: 'per', customerId: 'cp', lastName: 'Öst' }],
      ['WriteNote', { activityId: 'n', links: { customerIds: ['cp'] }, text: 'marked-note' }],
      ['DeleteCustomer', { customerId: 'cp' }],
      ['ErasePerson', { personId: 'per' }],
    ])
    const messages = await read(await changes(at, '0'), 6)
    expect(typesOf(messages)).toContain('CustomerDeleted')
    expect(JSON.stringify(messages)).not.toMatch(/marked|Öst/)
    await at.close()
  })
})
