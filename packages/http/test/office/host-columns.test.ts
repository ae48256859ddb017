import { openClientele, projection } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHandler } from '../handled.js'

const moves = projection({
  version: 1,
  initial: 0,
  keysOf: (event) => (event.type === 'CustomerMovedToGroup' ? event.stream.slice('customer-'.length) : null),
  apply: (count) => count + 1,
  codec: t.number,
  columns: {
    moves: {
      heading: { en: 'Times moved', fi: 'Siirtoja' },
      kind: 'number',
      value: (customerId, states) => 7000 + states.get(customerId),
    },
  },
})

const opened = async () => {
  const crm = await openClientele({ store: memory(), projections: { moves } })
  onTestFinished(() => crm.close())
  for (const [type, data] of [
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aalto', admin: true }],
    ['CreateCustomerGroup', { groupId: 'cafes', name: 'Cafes' }],
    ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
    ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'cafes' }],
  ] as const)
    expect(isRight(await crm.executeUnknown({ type, data }))).toBe(true)
  const served = createHandler(crm)
  const page = async (path: string, language = 'en'): Promise<string> =>
    (await served.ask(path, { headers: { accept: 'text/html', 'accept-language': language } })).text()
  return { ...served, crm, page }
}

describe('columns of the host in the back office', () => {
  test.each(['/customers', '/reports?show=customers'])('are offered on %s by their headings', async (path) => {
    const { page } = await opened()
    for (const [language, heading] of [
      ['en', 'Times moved'],
      ['fi', 'Siirtoja'],
      ['sv', 'Times moved'],
    ] as const)
      expect(await page(path, language)).toMatch(
        new RegExp(`<input type="checkbox" name="columns" value="moves"/?>\\s*${heading}`),
      )
  })

  test('have headings in the language of the reader, and are empty for other days', async () => {
    const { page, crm } = await opened()
    const list = '/customers?columns=name&columns=moves'
    const today = await page(list, 'fi')
    expect(today).toMatch(/<th[^>]*>(?:<[^>]*>)*Siirtoja/)
    expect(today).toContain('7001')
    const past = await page(`${list}&knownAt=${crm.today()}`, 'fi')
    expect(past).toMatch(/<th[^>]*>(?:<[^>]*>)*Siirtoja/)
    expect(past).toContain('Acme Oy')
    expect(past).not.toContain('7001')
  })

  test('are omitted from the columns that a reader saves', async () => {
    const { page, post, crm } = await opened()
    const listPage = await page('/customers?columns=name&columns=moves')
    expect(listPage).toContain('<input type="hidden" name="columns" value="name"/>')
    expect(listPage).not.toContain('<input type="hidden" name="columns" value="moves"/>')
    expect(await page('/customers?columns=moves')).not.toContain('<input type="hidden" name="columns"')
    const saved = await post('/reports?show=customers', [
      ['do', 'save'],
      ['name', 'Moved'],
      ['query', 'columns=name&columns=moves'],
    ])
    expect(saved.status).toBe(303)
    expect(crm.views.savedReports({ viewer: 'anna' })).toMatchObject([{ name: 'Moved', columns: ['name'] }])
  })
})
