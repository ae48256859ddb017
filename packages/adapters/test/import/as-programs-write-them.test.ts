import ExcelJS, { type Worksheet } from 'exceljs'
import { describe, expect, it } from 'vitest'
import { csv } from './directory.js'
import { imported } from './importing.js'

type SheetRows = readonly [name: string, rows: readonly (readonly unknown[])[], change?: (sheet: Worksheet) => void]

const workbook = async (...sheets: readonly SheetRows[]): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  for (const [name, rows, change] of sheets) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) sheet.addRow([...row])
    change?.(sheet)
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('a CSV file', () => {
  it.each([
    ['1', true],
    ['0', false],
    ['x', true],
    ['Y', true],
    ['N', false],
  ] as const)('may have %s for a flag', async (cell, isAdmin) => {
    const { crm, result } = await imported({ 'employees.csv': csv('employeeId,name,admin', `a,A,${cell}`) })
    expect(result.problems).toEqual([])
    expect(crm.register.tables.employees.get('a')?.admin).toBe(isAdmin)
  })

  it.each(['2024-01-31 00:00:00', '2024-01-31T00:00:00.000', '2024/01/31', '2024-1-31 0.00'])(
    'may have %s for a day',
    async (day) => {
      const { crm, result } = await imported({
        'customers.csv': csv('customerId,name', 'a,A'),
        'documents.csv': csv('documentId,kind,customerId,date', `d,invoice,a,${day}`),
      })
      expect(result.problems).toEqual([])
      expect(crm.views.customerCard({ customerId: 'a' })?.startDate).toBe('2024-01-31')
    },
  )

  it('may have a time of day for no day', async () => {
    const { result } = await imported({
      'customers.csv': csv('customerId,name', 'a,A'),
      'documents.csv': csv('documentId,kind,customerId,date', 'd,invoice,a,2024-01-31 13:00'),
    })
    expect(result.problems).toMatchObject([{ error: 'MalformedRow', column: 'date', line: 2 }])
  })

  it('may end its lines with carriage returns alone', async () => {
    const { result } = await imported({ 'customers.csv': 'customerId,name\ra,A\rb,"B\rB"\r' })
    expect(result).toMatchObject({ read: 2, accepted: 2, problems: [] })
  })

  it('may not have the error of a formula for a value', async () => {
    const { result } = await imported({ 'customers.csv': csv('customerId,name,city', 'a,A,#N/A', 'b,B,#1') })
    expect(result.problems).toMatchObject([
      { line: 2, column: 'city', expected: expect.stringContaining('not the error of a formula') },
    ])
    expect(result.accepted).toBe(1)
  })
})

describe('an Excel file', () => {
  const headings = ['customerId', 'name', 'city']

  it('has days also where a formula has calculated them', async () => {
    const documents = await workbook([
      'Documents',
      [
        ['documentId', 'kind', 'customerId', 'date'],
        ['d', 'invoice', 'a', { formula: 'DATE(2024,2,2)', result: 45_324 }],
      ],
      (sheet) => {
        sheet.getCell('D2').numFmt = 'dd.mm.yyyy'
      },
    ])
    const { crm, result } = await imported({
      'customers.csv': csv('customerId,name', 'a,A'),
      'documents.xlsx': documents,
    })
    expect(result.problems).toEqual([])
    expect(crm.views.customerCard({ customerId: 'a' })?.startDate).toBe('2024-02-02')
  })

  it('may not have a formula that failed or was never calculated', async () => {
    const rows = [headings, ['a', 'A', { formula: 'B9' }], ['b', 'B', { error: '#REF!' }], ['c', 'C', 'Oulu']]
    const { result } = await imported({ 'customers.xlsx': await workbook(['S', rows]) })
    expect(result.problems).toMatchObject([
      { line: 2, column: 'city' },
      { line: 3, column: 'city' },
    ])
    expect(result.accepted).toBe(1)
  })

  it('in a directory has its sheets read each, or told', async () => {
    const notes = ['Notes', [['Ask Pia']]] as const
    const employees = [
      'Employees',
      [
        ['employeeId', 'name'],
        ['e', 'E'],
      ],
    ] as const
    const customers = ['Customers', [headings, ['a', 'A', 'Oulu']]] as const
    const { crm, result } = await imported({ 'customers.xlsx': await workbook(notes, customers, employees) })
    expect(result.problems).toMatchObject([{ error: 'SheetNotRecognised', sheet: 'Notes' }])
    expect(crm.register.tables.customers.get('a')?.name).toBe('A')
    expect(crm.register.tables.employees.get('e')?.name).toBe('E')
    const other = await imported({ 'register.xlsx': await workbook(customers, employees) })
    expect(other.result).toMatchObject({ accepted: 2, problems: [] })
    const unknown = await imported({ 'notes.xlsx': await workbook(notes, ['More', [['Ask Bo']]]) })
    expect(unknown.result.problems).toMatchObject([{ file: 'notes.xlsx', error: 'UnknownFile' }])
  })
})

describe('a directory', () => {
  it('may have the files that programs leave beside open ones', async () => {
    const customers = csv('customerId,name', 'a,A')
    const left = { '~$customers.xlsx': 'x', '._customers.csv': 'x', '.~lock.customers.csv': 'x' }
    const { result } = await imported({ 'customers.csv': customers, ...left })
    expect(result).toMatchObject({ accepted: 1, problems: [] })
  })

  it('tells which tables are saved in a format that is not read', async () => {
    const { result } = await imported({ 'customers.ods': 'PK', 'employees.xls': 'x', 'letters.ods': 'PK' })
    expect(result.problems).toEqual([
      { file: 'customers.ods', line: 0, error: 'FileFormatNotRead' },
      { file: 'employees.xls', line: 0, error: 'FileFormatNotRead' },
    ])
  })
})
