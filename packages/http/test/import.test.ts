import type { Clientele } from '@clientele/adapters'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ClienteleHttp, clienteleHttp } from '../src/index.js'
import { fillRegister } from './served.js'

let crm: Clientele
let http: ClienteleHttp

beforeEach(async () => {
  crm = await fillRegister([])
  http = clienteleHttp({ crm, who: (request) => ({ by: request.headers.get('x-employee') ?? 'anna' }) })
})

afterEach(async () => {
  http.close()
  await crm.close()
})

const ask = (path: string, fields: Record<string, string | File> | null, by = 'anna'): Promise<Response> => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields ?? {})) body.set(name, value)
  const init = fields === null ? {} : { method: 'POST', body }
  return http.fetch(new Request(`http://localhost${path}`, { ...init, headers: { 'x-employee': by } }))
}

const file = new File(['customerId,name\nacme,Acme Oy\nc\u0001,Nobody\n'], 'customers.csv')

const checked = async (): Promise<string> => {
  const answer = await ask('/import', { file, do: 'check' })
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

describe('a checked file', () => {
  test('is shown and imported only for the user who sent it', async () => {
    const at = await checked()
    expect([(await ask(at, null)).status, (await ask(at, null, 'bert')).status]).toEqual([200, 404])
    expect((await ask(at, { do: 'import' }, 'bert')).status).toBe(404)
    expect((await ask(`${at}/refused.xlsx`, null, 'bert')).status).toBe(404)
    expect((await ask(`${at}/refused.xlsx`, null)).status).toBe(200)
    expect(crm.register.tables.customers.size).toBe(0)
    expect((await ask(at, { do: 'import' })).status).toBe(303)
    expect(await (await ask(at, null)).text()).toContain('Imported.')
    expect(crm.register.tables.customers.get('acme')?.name).toBe('Acme Oy')
  })

  test('is not imported by a GET request', async () => {
    const at = await checked()
    await ask(at, null)
    await ask(`${at}?do=import`, null)
    expect(crm.register.tables.customers.size).toBe(0)
  })

  test('is dropped after many others', async () => {
    const first = await checked()
    await ask(first, null)
    // While a check runs, its user gets the same file again.
    for (const files = new Set([first]); files.size <= 64; ) {
      const other = await checked()
      files.add(other)
      await ask(other, null)
    }
    expect((await ask(first, null)).status).toBe(404)
  })
})

describe('a user with several windows', () => {
  const runIn = async (at: string): Promise<string> =>
    /name="run" value="([^"]+)"/.exec(await (await ask(at, null)).text())?.[1] ?? ''

  test('imports a file only as last checked and shown', async () => {
    const at = await checked()
    const first = await runIn(at)
    await ask(at, { do: 'check', kind: 'contacts' })
    const second = await runIn(at)
    await ask(at, { do: 'check', kind: 'customers' })
    for (const run of [first, second]) expect((await ask(at, { do: 'import', run })).status).toBe(303)
    expect(await (await ask(at, null)).text()).toContain('Nothing was changed')
    await ask(at, { do: 'import', run: await runIn(at) })
    expect(await (await ask(at, null)).text()).toContain('Imported.')
  })

  test('is told that another file is in progress, unless it is the same', async () => {
    const rows = Array.from({ length: 5_000 }, (_, number) => `c${number},Customer ${number}\n`)
    const large = new File([`customerId,name\n${rows.join('')}`], 'large.csv')
    const sent = await ask('/import', { file: large, do: 'check' })
    const again = await ask('/import', { file: large, do: 'check' })
    const other = await ask('/import', { file, do: 'check' })
    expect([again.headers.get('location'), other.status]).toEqual([sent.headers.get('location'), 422])
    expect(await other.text()).toContain('large.csv is still being read.')
    await ask(sent.headers.get('location') ?? '', { do: 'stop' })
  })
})

test('a long heading is mapped as shown', async () => {
  const heading = 'The full name of the customer as it is written in the register of trade of the land'
  const rows = new File([`customerId,${heading}\nacme,Acme Oy\n`], 'customers.csv')
  const at = (await ask('/import', { file: rows, kind: 'customers', do: 'check' })).headers.get('location') ?? ''
  const shownHeading = /name="heading" value="([^"]*)"/.exec(await (await ask(at, null)).text())?.[1] ?? ''
  await ask(at, { do: 'check', kind: 'customers', heading: shownHeading, column: 'name' })
  expect(await (await ask(at, null)).text()).toMatch(/New<\/dt><dd>1</)
})

test('without a file nothing is checked', async () => {
  expect((await ask('/import', { do: 'check' })).status).toBe(422)
})

test('a user who may not see a customer learns nothing about it from a check', async () => {
  const commands = [
    ['RegisterEmployee', { employeeId: 'sally', name: 'Sally', salesperson: true }],
    ['RegisterEmployee', { employeeId: 'mia', name: 'Mia', salesperson: true }],
    ['CreateCustomerGroup', { groupId: 'closed', name: 'Closed' }],
    ['GrantGroupVisibility', { groupId: 'closed', employeeId: 'mia' }],
    ['RegisterCustomer', { customerId: 'hid', name: 'Hidden Oy', groupId: 'closed' }],
  ] as const
  for (const [type, data] of commands) expect(await crm.executeUnknown({ type, data })).toMatchObject({ _tag: 'Right' })
  const pages: string[] = []
  for (const name of ['Hidden Oy', 'Another']) {
    const rows = new File([`customerId,name\nhid,${name}\n`], 'customers.csv')
    const at = (await ask('/import', { file: rows, do: 'check' }, 'sally')).headers.get('location') ?? ''
    pages.push((await (await ask(at, null, 'sally')).text()).replaceAll(at, ''))
  }
  expect(pages[0]).toContain('is not among the salespersons')
  expect(pages[1]).toBe(pages[0])
})

test('a workbook is shown sheet by sheet', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Customers').addRows([
    ['Customer id', 'Name', 'Number'],
    ['acme', 'Acme Oy', 'many'],
  ])
  book.addWorksheet('Contacts').addRows([
    ['Person id', 'Last name', 'Emial'],
    ['p', 'Fern', ''],
  ])
  const workbook = new File([new Uint8Array(await book.xlsx.writeBuffer())], 'all.xlsx')
  const at = (await ask('/import', { file: workbook, do: 'check' })).headers.get('location') ?? ''
  const shown = (await (await ask(at, null)).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  for (const part of [
    'Customers Customers 1 0 0 0 1',
    'Contacts Contacts 1 1 0 0 0',
    'Customers 2 Customer number many',
  ])
    expect(shown).toContain(part)
  expect(shown).toContain('“Emial” is')
})

test('the id that an import gives a statement cannot be used by others, nor undone', async () => {
  await crm.executeUnknown({ type: 'RegisterContact', data: { personId: 'p', lastName: 'Aho' } })
  const rows = new File(['personId,channel,statement,date\np,email,ban,2024-03-01\n'], 'marketing.csv')
  const at = (await ask('/import', { file: rows, do: 'check' })).headers.get('location') ?? ''
  await ask(at, null)
  await ask(at, { do: 'import' })
  await ask(at, null)
  const changes = crm.audit.changes({ subjects: [{ kind: 'contact', id: 'p' }] })
  const commandId = changes.rows.map((row) => row.commandId).find((id) => id?.startsWith('import.')) ?? ''
  expect(commandId).not.toBe('')
  const headers = { 'x-employee': 'bert', 'content-type': 'application/json', 'idempotency-key': commandId }
  const body = JSON.stringify({ type: 'CreateCustomerGroup', data: { name: 'North' } })
  const answer = await http.fetch(new Request('http://localhost/commands', { method: 'POST', body, headers }))
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Idempotency-Key')])
  const before = changes.total
  expect((await ask('/undo', { commandId })).status).toBe(303)
  expect(crm.audit.changes({ subjects: [{ kind: 'contact', id: 'p' }] }).total).toBe(before)
})
