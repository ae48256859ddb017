import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardFormulas, removeGuards } from '../../src/files/csv/guard.js'
import { readXlsx } from '../../src/files/excel/reading.js'
import type { ImportOptions } from '../../src/import/index.js'
import { csv, type Files, withDirectory } from './directory.js'
import { imported, importing, typesOf } from './importing.js'
import { opened } from './target.js'

const today = '2026-11-22'

const read = async (files: Files, options: ImportOptions = {}) => {
  const register = await opened()
  const result = await importing(register, files, { today, ...options })
  return { ...register, result, customer: (id: string) => register.crm.register.tables.customers.get(id) }
}

const text = 'customerId,name,city\na,Äänekosken Öljy,Õle\n'

describe('a CSV file', () => {
  it.each([
    ['utf-8 with commas', Buffer.from(text), 'utf-8', ','],
    ['utf-8 with byte order mark and semicolons', Buffer.from(`\uFEFF${text.replaceAll(',', ';')}`), 'utf-8', ';'],
    ['Windows-1252 with semicolons', Buffer.from(text.replaceAll(',', ';'), 'latin1'), 'windows-1252', ';'],
    [
      'UTF-16 with tabs, as Excel saves Unicode text',
      Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le'),
      'utf-16le',
      '\t',
    ],
    ['UTF-16 without byte order mark', Buffer.from(text, 'utf16le'), 'utf-16le', ','],
    ['big-endian UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), 'utf-16be', ','],
    ['a line that names the separator', Buffer.from(`sep=|\r\n${text.replaceAll(',', '|')}`), 'utf-8', '|'],
  ])('is read in %s, and the encoding is reported', async (_, content, encoding, delimiter) => {
    const { result, customer } = await read({ 'customers.csv': content })
    expect(result.problems).toEqual([])
    expect(result.files).toMatchObject([{ file: 'customers.csv', format: { encoding, delimiter } }])
    expect(customer('a')).toMatchObject({ name: 'Äänekosken Öljy', details: { city: 'Õle' } })
  })

  it('refuses rows with ambiguous characters, and reads them in the given encoding', async () => {
    const content = Buffer.concat([
      Buffer.from('customerId,name\na,'),
      Buffer.from([0xd0, 0xe0, 0xf0]),
      Buffer.from('\nb,B\n'),
    ])
    const guessed = await read({ 'customers.csv': content })
    expect(guessed.result).toMatchObject({ accepted: 1, problems: [{ line: 2, error: 'InvalidEncoding' }] })
    const given = await read({ 'customers.csv': content }, { encoding: 'windows-1257' })
    expect(given.customer('a')?.name).toBe('Šąš')
  })

  it('is refused an invalid encoding or separator', async () => {
    const register = await opened()
    const failing = (options: ImportOptions) => importing(register, {}, options)
    await expect(failing({ encoding: 'klingon' })).rejects.toThrow('MalformedOptions')
    await expect(failing({ delimiter: 'ab' })).rejects.toThrow('MalformedOptions')
  })

  it('may have headings in any case, with spaces, in our languages, or renamed by a mapping', async () => {
    const { result, customer } = await read({ 'customers.csv': csv('CustomerID, Name ,POSTAL code', 'a,A,00100') })
    expect([result.problems, customer('a')?.details.postalCode]).toEqual([[], '00100'])
    const finnish = await read({ 'customers.csv': csv('Asiakastunnus;Nimi;Ryhmä;Yksityinen', 'a;A;;kyllä') })
    expect(finnish.result).toMatchObject({ problems: [{ error: 'OwnerRequired' }], files: [{ notRead: [] }] })
    const foreignFiles = { 'customers.csv': csv('Asno,Firma,Turha', 'a,A,x') }
    const mapped = await read(foreignFiles, { headings: { asno: 'customerId', FIRMA: 'name', Turha: '' } })
    expect([mapped.result.problems, mapped.customer('a')?.name]).toEqual([[], 'A'])
  })

  it('gets the nearest known heading suggested for an unknown one', async () => {
    const { result } = await read({ 'customers.csv': csv('customerId,name,segmnet', 'a,A,') })
    expect(result.problems).toMatchObject([{ error: 'UnknownColumn', column: 'segmnet', nearest: 'segment' }])
  })

  it('may have empty columns at its end and empty rows below', async () => {
    const { result } = await read({
      'customers.csv': csv('customerId,name,,', 'a,A,,', ',,,', 'b,B', 'c,C,,', ' , ,,'),
    })
    expect(result).toMatchObject({ read: 3, accepted: 3, problems: [] })
  })

  it('may have numbers and booleans as spreadsheets write them, and days in the given order', async () => {
    const files = {
      'customers.csv': csv('customerId,name,number,archived', 'a,A,1 001,FALSE', 'b,B,1002.0,TRUE', 'c,C,"1,003",'),
      'documents.csv': csv('documentId,kind,customerId,date', 'd,lasku,a,31.12.2025'),
    }
    const { result, customer } = await read(files, { dates: 'd.m.y' })
    expect([customer('a')?.number, customer('b')?.number, customer('b')?.archived]).toEqual([1001, 1002, true])
    expect(result.problems).toMatchObject([{ line: 4, column: 'number' }])
    expect((await read(files)).result.problems).toMatchObject([
      { column: 'number' },
      { file: 'documents.csv', column: 'date', expected: expect.stringContaining('d.m.y') },
    ])
  })

  it('has cells and list items trimmed of any kind of space', async () => {
    const { crm, result } = await read({
      'customers.csv': csv('customerId,name', '\u00a0meri ,\u00a0Meri\u202f', 'saari,Saari'),
      'contacts.csv': csv('personId,lastName,email,customerIds', 'p,P,\u00a0p@mail.example ,meri ;\u00a0saari;'),
    })
    expect(result.problems).toEqual([])
    expect(crm.register.tables.persons.get('p')).toMatchObject({
      email: 'p@mail.example',
      companyIds: ['meri', 'saari'],
    })
  })
})

describe('an Excel file', () => {
  const workbook = async (...rows: readonly (readonly unknown[])[]): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('Sheet1')
    for (const row of rows) sheet.addRow([...row])
    return new Uint8Array(await book.xlsx.writeBuffer())
  }

  it('is read like its CSV file, with days and numbers from its cells', async () => {
    const customers = await workbook(
      ['Customer id', 'Name', 'Number', 'Registered', 'Archived'],
      ['a', 'Ä=1', 1001, new Date('2024-03-05T00:00:00Z'), false],
      [],
      ['b', { richText: [{ text: 'B' }, { text: 'ee' }] }],
      ['c'.repeat(1000), 'nobody'],
    )
    const { result, customer } = await read({ 'Customers.xlsx': customers })
    expect(result).toMatchObject({ accepted: 2, files: [{ format: 'xlsx' }] })
    expect(result.problems).toMatchObject([{ file: 'Customers.xlsx', line: 5, column: 'customerId' }])
    expect([customer('a')?.number, customer('a')?.name, customer('b')?.name]).toEqual([1001, 'Ä=1', 'Bee'])
  })

  it('is read completely each time, even if many are read concurrently', async () => {
    const content = await workbook(['customerId', 'name'], ['a', 'A'], ['b', 'B'])
    await withDirectory({ 'a.xlsx': content }, async (path) => {
      const read = async (): Promise<readonly string[]> => {
        const cells: string[] = []
        for await (const row of readXlsx(join(path, 'a.xlsx')))
          cells.push(...('fields' in row ? row.fields : [row.error]))
        return cells
      }
      for (let round = 0; round < 40; round += 1)
        for (const cells of await Promise.all([read(), read(), read(), read()]))
          expect(cells).toEqual(['customerId', 'name', 'a', 'A', 'b', 'B'])
    })
  })

  it('matches the CSV file it was created from, for every file of a register', async () => {
    const sample = fileURLToPath(new URL('../../../cli/sample-register', import.meta.url))
    const files: Record<string, string> = {}
    const workbooks: Record<string, Uint8Array> = {}
    for (const name of (await readdir(sample)).filter((file) => file.endsWith('.csv'))) {
      const content = await readFile(join(sample, name), 'utf8')
      const rows: readonly (readonly string[])[] = parse(content)
      files[name] = content
      workbooks[name.replace('.csv', '.xlsx')] = await workbook(
        ...rows.map((row) => row.map((cell) => (/^\d{4}-\d\d-\d\d$/.test(cell) ? new Date(cell) : cell || null))),
      )
    }
    const [one, other] = [await read(files), await read(workbooks)]
    expect(other.result.problems).toEqual([])
    expect(other.result).toEqual({ ...one.result, files: expect.anything() })
    expect(await typesOf(other)).toEqual(await typesOf(one))
    expect(await importing(one, workbooks)).toMatchObject({ events: 0, rejected: 0 })
  })

  it('that is damaged is reported, and no other file of its directory is lost', async () => {
    const files = {
      'customers.xlsx': Buffer.from('PK\u0003\u0004 and no more'),
      'roles.csv': csv('roleId,name,kind', 'r,R,customer'),
    }
    const { result } = await read(files)
    expect(result).toMatchObject({ accepted: 1, problems: [{ file: 'customers.xlsx', error: 'FileUnreadable' }] })
  })

  it('beside a CSV file of the same kind is refused', async () => {
    const { result } = await read({
      'customers.csv': csv('customerId,name', 'a,A'),
      'customers.xlsx': await workbook(['x']),
    })
    expect(result.problems).toEqual([{ file: 'customers.xlsx', line: 0, error: 'FileThereTwice' }])
  })
})

describe('a row', () => {
  it('is imported completely or not at all, and other rows are not affected', async () => {
    const files = {
      'customers.csv': csv('customerId,name', 'meri,Meri'),
      'contacts.csv': csv(
        'personId,lastName,customerIds',
        'p,P,meri',
        'q,Q,"meri, saari"',
        'r,R,meri;nowhere',
        's,S,meri',
      ),
    }
    const register = await read(files)
    const { tables } = register.crm.register
    expect([...tables.persons.rows()].map(({ personId }) => personId)).toEqual(['p', 's'])
    expect(register.result).toMatchObject({ accepted: 3, rejected: 2 })
    expect(register.result.problems).toMatchObject([
      { line: 3, error: 'CustomerNotFound', hint: 'SeparateIdsBySemicolons' },
      { line: 4, error: 'CustomerNotFound', customerId: 'nowhere' },
    ])
    const log = await typesOf(register)
    expect(await importing(register, files)).toMatchObject({ events: 0, rejected: 2 })
    expect(await typesOf(register)).toEqual(log)
  })

  it('may say from which day a customer has its classification', async () => {
    const { crm, result } = await imported({
      'employees.csv': csv('employeeId,name,since', 'anna,Anna,2018-01-01'),
      'customer-groups.csv': csv('groupId,name,since', 'small,Small,', 'big,Big,2018-01-01'),
      'customers.csv': csv(
        'customerId,name,registered,groupId,groupSince,ownerId,ownerSince,archived,archivedSince',
        'acme,Acme,2019-02-03,big,2024-05-06,anna,2025-01-01,,',
        'coil,Coil,,big,2024-08-06,,,true,2026-03-04',
        'bolt,Bolt,,small,2022-01-01,,,,',
      ),
    })
    expect(result.problems).toEqual([])
    const groupsOn = (asOf: string) => [...crm.views.groupMembersListing({ asOf, groupId: 'big' }).rows].length
    expect([groupsOn('2024-05-05'), groupsOn('2024-05-07')]).toEqual([0, 1])
    const history = crm.views.customerHistory({ customerId: 'acme' })
    expect(JSON.stringify(history)).toContain('2019-02-03T12:00:00.000Z')
    expect(JSON.stringify(history)).toContain('2025-01-01T12:00:00.000Z')
    const archived = crm.views.customerHistory({ customerId: 'coil' })
    expect(JSON.stringify(archived)).toContain('2026-03-04T12:00:00.000Z')
  })
})

describe('the escaping of formulas', () => {
  it('is removed again, whatever the text', () => {
    const piece = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＠', "'", '"', ';', ',', 'a', ' ', '1')
    const texts = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(fc.property(texts, (one) => removeGuards(guardFormulas(one)) === one))
  })

  it('covers every way a spreadsheet may start a formula', () => {
    expect(guardFormulas('=1')).toBe("'=1")
    expect(guardFormulas('Oulu;=1')).toBe("Oulu;'=1")
    expect(guardFormulas('Oulu\t＝1')).toBe("Oulu\t'＝1")
    expect(guardFormulas('Oulu;"=1')).toBe(`Oulu;'"=1`)
    expect(guardFormulas('p@mail.example')).toBe('p@mail.example')
    expect(guardFormulas("'+358")).toBe("''+358")
  })
})

describe('our own export', () => {
  it('changes nothing when it is imported again, in any language', async () => {
    const { crm, target } = await imported({
      'employees.csv': csv('employeeId,name', 'anna,Anna'),
      'customers.csv': csv(
        'customerId,kind,name,number,phone,email,ownerId,private,archived',
        'acme,company,=Acme;-1,7,+358 40 1,a@acme.example,anna,true,',
        "aino,privateCustomer,Aino 'Oja,8,'+1,,,,true",
      ),
    })
    const { writeCsv } = await import('../../src/files/csv/index.js')
    const { PassThrough } = await import('node:stream')
    for (const locale of ['en', 'fi', 'sv', 'et'] as const)
      for (const reader of [undefined, 'excel-eu'] as const) {
        const listing = crm.views.customerListing({
          locale,
          filter: { showArchived: true },
          columns: [
            'customerId',
            'number',
            'name',
            'kind',
            'group',
            'owner',
            'private',
            'archived',
            'email',
            'phone',
            'startDate',
          ],
        })
        if (listing._tag === 'Left') throw new Error(listing.left.error)
        const out = new PassThrough()
        await writeCsv(listing.right, out, { for: reader })
        out.end()
        const content = Buffer.concat(await out.toArray())
        const result = await importing({ crm, target }, { 'customers.csv': content })
        expect([locale, result.events, result.problems]).toEqual([locale, 0, []])
        expect(result.unchanged).toBe(2)
      }
  })
})
