import { readdirSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { importFile, importRegister } from '../../src/import/index.js'
import { csv, withDirectory } from './directory.js'
import { opened } from './target.js'

const customers = Buffer.from(csv('customerId,name,number', 'a,A,1', 'b,B,x', 'c\u0001,C,', 'd,D,4'))

const pieces = async function* (content: Uint8Array): AsyncIterable<Uint8Array> {
  for (const byte of content) yield Uint8Array.of(byte)
}

describe('a single file', () => {
  it('is imported from its bytes, with problems by row and column in a language', async () => {
    const { target, crm } = await opened()
    const outcome = await importFile(target, customers, { kind: 'customers', locale: 'fi' })
    expect(outcome).toMatchObject({
      right: {
        kind: 'customers',
        accepted: 2,
        rejected: 2,
        problems: [
          { row: 3, column: 'number', error: 'MalformedRow', problem: expect.stringContaining('number') },
          { row: 4, column: 'customerId', error: 'MalformedRow' },
        ],
      },
    })
    expect(crm.register.tables.customers.size).toBe(2)
  })

  it('is imported from a stream, and its kind is recognised by its headings', async () => {
    const { target } = await opened()
    expect(await importFile(target, pieces(customers))).toMatchObject({ right: { kind: 'customers', accepted: 2 } })
    const contacts = Buffer.from(csv('Person id;Last name;First name', 'p;P;'))
    expect(await importFile(target, contacts)).toMatchObject({ right: { kind: 'contacts', accepted: 1 } })
    const properties = Buffer.from(csv('number,name', '7,Seven'))
    expect(await importFile(target, properties)).toMatchObject({ right: { kind: 'contact-properties', accepted: 1 } })
    const employees = Buffer.from(csv('employeeId,name,sellerCode', 'x,X,'))
    expect(await importFile(target, employees)).toMatchObject({ right: { kind: 'employees', accepted: 1 } })
  })

  it('whose headings match no kind is refused', async () => {
    const { target } = await opened()
    for (const text of ['', 'colour,name\nred,x\n', 'name\nx\n'])
      expect(await importFile(target, Buffer.from(text))).toMatchObject({ left: { error: 'KindNotRecognised' } })
  })

  it('can be imported in a dry run, reports progress, stops when cancelled, and leaves nothing behind', async () => {
    const { target, crm } = await opened()
    const progress: number[] = []
    // A temporary directory of its own: other tests use the common one.
    const own = await mkdtemp(join(tmpdir(), 'clientele-own-'))
    vi.stubEnv('TMPDIR', own)
    onTestFinished(async () => {
      vi.unstubAllEnvs()
      await rm(own, { recursive: true })
    })
    const watched: string[] = []
    const tried = await importFile(target, customers, {
      dryRun: true,
      onProgress: ({ rows }) => {
        progress.push(rows)
        watched.push(...readdirSync(own))
      },
    })
    expect([tried, crm.register.tables.customers.size]).toMatchObject([{ right: { accepted: 2 } }, 0])
    expect(progress.at(-1)).toBe(4)
    const stopped = await importFile(target, customers, { signal: AbortSignal.abort() })
    expect(stopped).toMatchObject({ left: { error: 'Cancelled', done: { accepted: 0 } } })
    expect(watched.length).toBeGreaterThan(0)
    expect(await readdir(own)).toEqual([])
  })

  it('has problems that suggest the likely heading and say what to do', async () => {
    const { target } = await opened()
    const contacts = Buffer.from(csv('personId,lastName,customerIds,emial', 'p,P,"a, b",'))
    const outcome = await importFile(target, contacts, { kind: 'contacts' })
    expect(outcome).toMatchObject({
      right: {
        problems: [
          { row: 1, column: 'emial', problem: 'There is no column emial. Is it email?' },
          { row: 2, problem: 'There is no customer a, b. Ids are separated by semicolons: a;b.' },
        ],
      },
    })
  })

  it('is imported with the rights of an employee; rows without a right are refused', async () => {
    const { target, crm } = await opened()
    await crm.execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna', admin: true } })
    await crm.execute({ type: 'RegisterEmployee', data: { employeeId: 'bert', name: 'Bert' } })
    const employees = Buffer.from(csv('employeeId,name,admin', 'bert,Bert,true', 'carl,Carl,false'))
    for (const dryRun of [true, false]) {
      const refused = await importFile(target, employees, { by: 'bert', as: 'employee', dryRun })
      expect(refused).toMatchObject({
        right: { rejected: 2, accepted: 0, events: 0, problems: [{ row: 2 }, { row: 3 }] },
      })
    }
    expect(await importFile(target, customers, { by: 'bert', as: 'employee' })).toMatchObject({
      right: { accepted: 2 },
    })
    expect(await importFile(target, employees, { by: 'anna', as: 'employee' })).toMatchObject({
      right: { accepted: 1 },
    })
    expect(crm.audit.changes({ by: 'anna' }).total).toBeGreaterThan(0)
    expect(await importFile(target, employees, { as: 'employee' })).toMatchObject({
      left: { error: 'MalformedOptions' },
    })
    const another = Buffer.from(csv('employeeId,name,admin', 'dave,Dave,false'))
    expect(await importFile(target, another, { by: 'bert' })).toMatchObject({ right: { accepted: 1, rejected: 0 } })
  })

  it('is refused with unknown options', async () => {
    const { target } = await opened()
    expect(await importFile(target, customers, JSON.parse('{"kind":"people"}'))).toMatchObject({
      left: { error: 'MalformedOptions' },
    })
    expect(
      await importFile(target, customers, JSON.parse('{"headings":{"Nimi":"name","Katu tai tie":null}}')),
    ).toMatchObject({
      left: {
        error: 'MalformedOptions',
        problem:
          'import: `headings` says a column of ours for each heading, as a text; the one of "Katu tai tie" is none.',
      },
    })
  })
})

describe('a workbook with several sheets', () => {
  const workbook = async (sheets: {
    readonly [name: string]: readonly (readonly (string | number)[])[]
  }): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook()
    for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((row) => [...row]))
    return new Uint8Array(await book.xlsx.writeBuffer())
  }

  it('is read sheet by sheet, each counted and with problems under its name', async () => {
    const { target } = await opened()
    const content = await workbook({
      People: [
        ['Person id', 'Last name', 'Since'],
        ['p', 'Fern', ''],
        ['q', 'Oak', 'soon'],
      ],
      Customers: [
        ['Customer id', 'Name', 'Number'],
        ['a', 'A', 1],
        ['b', 'B', 'x'],
      ],
      Empty: [],
      Notes: [['Whatever'], ['else']],
    })
    const outcome = await importFile(target, content, { refusedRows: true, details: true })
    expect(outcome).toMatchObject({
      right: {
        created: 2,
        rejected: 2,
        sheets: [
          { sheet: 'Customers', kind: 'customers', rows: { read: 2, created: 1, rejected: 1 } },
          { sheet: 'People', kind: 'contacts', rows: { read: 2, created: 1, rejected: 1 } },
        ],
        problems: [
          { sheet: null, row: 0, problem: expect.stringContaining('Notes') },
          { sheet: 'Customers', row: 3, column: 'number' },
          { sheet: 'People', row: 3, column: 'since' },
        ],
        changes: [
          { sheet: 'Customers', row: 2, subject: 'A' },
          { sheet: 'People', row: 2, subject: 'Fern' },
        ],
        refused: [
          {
            kind: 'customers.csv',
            columns: ['customerId', 'name', 'number'],
            rows: [{ row: 3, fields: ['b', 'B', 'x'] }],
          },
          { kind: 'contacts.csv', rows: [{ row: 3, fields: ['q', 'Oak', 'soon'] }] },
        ],
      },
    })
  })
})

describe('refused rows', () => {
  it('are returned as they are in their file, if requested', async () => {
    const { target } = await opened()
    const files = { 'customers.csv': csv('Customer id;Name;Number', 'a;A;1', 'b;B;x', 'c,"', 'd;D;"7"8') }
    const outcome = await withDirectory(files, (path) => importRegister(target, path, { refusedRows: true }))
    expect(outcome).toMatchObject({
      right: {
        refused: [
          {
            kind: 'customers.csv',
            headings: ['Customer id', 'Name', 'Number'],
            rows: [
              { row: 3, fields: ['b', 'B', 'x'], problems: [{ column: 'number' }] },
              { row: 4, problems: [{}] },
              { row: 5, fields: [], problems: [{ error: 'MisplacedQuote' }] },
            ],
          },
        ],
      },
    })
  })
})
