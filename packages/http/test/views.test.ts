import { viewSchemas } from '@clientele/projections'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerIn, type ServedRegister, servedRegister } from './served.js'

let register: ServedRegister

beforeAll(async () => {
  register = await servedRegister([
    ['CreateCustomerGroup', { groupId: 'a', name: 'A' }],
    ['CreateCustomerGroup', { groupId: 'b', name: 'B' }],
    ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
    ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy' }],
    ['RegisterCustomer', { customerId: 'cafe', name: 'Café Oy' }],
    ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'a' }],
    ['MoveCustomerToGroup', { customerId: 'berg', groupId: 'b' }],
    ['AssignResponsible', { customerId: 'acme', employeeId: 'bert' }],
  ])
})

afterAll(() => register.close())

const names = async (path: string): Promise<unknown> => {
  const response = await register.ask(path)
  expect(response.status).toBe(200)
  return (await answerIn(response)).rows.map(({ subject }) => subject.name)
}

const refusal = async (path: string, headers: Record<string, string> = {}): Promise<unknown> => {
  const response = await register.ask(path, { headers })
  const { error, problems } = await answerIn(response)
  return [response.status, error, ...(problems ?? []).map(({ path: field }) => field)]
}

describe('a view over HTTP', () => {
  test.each(Object.keys(viewSchemas.questions))(
    '%s is available under its name, and refuses invalid parameters',
    async (name) => {
      expect(await refusal(`/views/${name}?nonsense=1`)).toEqual([400, 'MalformedQuestion', 'nonsense'])
    },
  )

  test('accepts its filter beside its own parameters, and repeated parameters as lists', async () => {
    expect(await names('/views/responsibilityMatrix')).toEqual(['Acme Oy', 'Berg Oy', 'Café Oy'])
    expect(await names('/views/responsibilityMatrix?groupIds=a&groupIds=b&limit=1&offset=1')).toEqual(['Berg Oy'])
    expect(await names('/views/responsibilityMatrix?groupIds=')).toEqual(['Café Oy'])
    expect(await names(`/views/responsibilityMatrix?asOf=${register.crm.today()}&text=caf`)).toEqual(['Café Oy'])
  })

  test('accepts a value of a tracking dimension, and distinguishes the moments of a difference from its own', async () => {
    const tracked = await register.ask('/views/customerList?trackingItems=region:south')
    expect([tracked.status, await tracked.json()]).toEqual([200, []])
    const known = `${register.crm.today()}T00:00:00Z`
    const before = await register.ask('/audit/difference?from.knownAt=2020-01-01T00:00:00Z')
    expect((await answerIn(before)).rows.length).toBeGreaterThan(0)
    expect((await register.ask(`/audit/difference?from.knownAt=${known}&to.knownAt=${known}`)).status).toBe(200)
  })

  test('can be saved as a file of what was known on a day', async () => {
    const saved = await register.ask(`/download/matrixListing.csv?knownAt=${register.crm.today()}`)
    expect([saved.status, (await saved.text()).includes('Acme Oy')]).toEqual([200, true])
    const lines = await register.ask('/download/customerListing.jsonl?text=acme')
    expect(JSON.parse((await lines.text()).trim())).toMatchObject({ name: 'Acme Oy' })
  })

  test('has a limited number of rows, and links to the next page', async () => {
    const page = await register.ask('/views/customerList?limit=2')
    const [, next] = /^<(.+)>; rel="next"$/.exec(page.headers.get('link') ?? '') ?? []
    expect(next).toBe('/views/customerList?limit=2&offset=2')
    const last = await register.ask(next ?? '')
    expect([await last.json(), last.headers.get('link')]).toEqual([[expect.anything()], null])
  })

  test('accepts a moment of knowledge', async () => {
    const [first] = [...register.crm.register.tables.customers.rows()]
    expect(first).toBeDefined()
    expect(await names('/views/responsibilityMatrix?knownAt=5')).toEqual(['Acme Oy'])
    expect(await refusal('/views/responsibilityMatrix?knownAt=yesterday')).toEqual([
      400,
      'MalformedQuestion',
      'knownAt',
    ])
  })

  test.each([
    ['limit=x', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['limit=-1', 'limit'],
    ['showProjects=yes', 'showProjects'],
    ['asOf=2026-02-30', 'asOf'],
    ['viewer=bert', 'viewer'],
    ['__proto__=1', '__proto__'],
    ['knownAt=1&knownAt=2', 'knownAt'],
  ])('names the problem of %s', async (query, field) => {
    expect(await refusal(`/views/responsibilityMatrix?${query}`)).toEqual([400, 'MalformedQuestion', field])
  })

  test.each(['nothing', '__proto__', 'constructor', 'toString', '..%2f..%2fetc', '%00'])(
    'does not exist: %s',
    async (name) => {
      expect(await refusal(`/views/${name}`)).toEqual([404, 'AddressNotFound'])
    },
  )

  test('is 404 for a card that is missing or hidden', async () => {
    expect(await refusal('/views/customerCard?customerId=none')).toEqual([404, 'RecordNotFound'])
    const bert = await servedRegister(
      [['RegisterCustomer', { customerId: 'cafe', name: 'Café', ownerId: 'anna', private: true }]],
      'bert',
    )
    const response = await bert.ask('/views/customerCard?customerId=cafe')
    expect(response.status).toBe(404)
    await bert.close()
  })
})

describe('a listing over HTTP', () => {
  const listing = (accept?: string) =>
    register.ask('/views/customerListing', accept === undefined ? {} : { headers: { accept } })

  test('is JSON, CSV or Excel, by the Accept header', async () => {
    const json = await listing()
    expect(json.headers.get('vary')).toContain('Accept')
    expect((await answerIn(json)).rows).toHaveLength(3)

    const csv = await listing('text/csv')
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="customers-${register.crm.today()}.csv"`)
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(4)

    const excel = await listing('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;q=0.9, text/html')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await excel.arrayBuffer())
    expect(workbook.worksheets[0]?.rowCount).toBe(4)
  })

  test('has no other formats', async () => {
    const response = await listing('image/png')
    expect([response.status, response.headers.get('vary')]).toEqual([406, 'Accept'])
    expect(await refusal('/views/customerListing', { accept: 'application/json;q=0, text/plain' })).toEqual([
      406,
      'FormatNotOffered',
    ])
  })
})

describe('a card in sections over HTTP', () => {
  const sections = (accept: string) => register.ask('/views/contactCardSections?personId=pia', { headers: { accept } })

  test('has its rows in JSON, and a sheet for each section in Excel', async () => {
    await register.post({ type: 'RegisterContact', data: { personId: 'pia', lastName: 'Öst', email: 'pia@ost.fi' } })
    const json: unknown = await (await sections('application/json')).json()
    expect(json).toEqual([
      {
        name: 'Öst',
        listing: { columns: expect.any(Array), rows: expect.arrayContaining([['E-mail', 'pia@ost.fi']]) },
      },
      { name: expect.any(String), listing: { columns: expect.any(Array), rows: expect.any(Array) } },
    ])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(
      await (await sections('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).arrayBuffer(),
    )
    expect(workbook.worksheets.map(({ name }) => name)).toContain('Öst')
  })

  test('is no CSV file, which has one table', async () => {
    for (const accept of ['text/csv', 'image/png']) expect((await sections(accept)).status).toBe(406)
  })
})

test('audit questions are available under their names', async () => {
  const response = await register.ask('/audit/changes?subjects=customer:acme&limit=1')
  expect(await response.json()).toMatchObject({ total: 3, rows: [{ type: 'ResponsibleAssigned' }] })
  expect(await refusal('/audit/changes?subjects=acme')).toEqual([400, 'MalformedQuestion', 'subjects'])
  expect(await refusal('/audit/nothing')).toEqual([404, 'AddressNotFound'])
})
