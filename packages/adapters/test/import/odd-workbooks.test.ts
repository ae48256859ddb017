import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readXlsx } from '../../src/files/excel/reading.js'
import { importFile } from '../../src/import/import-file.js'
import { type BookOptions, bookOf, customersSheet, sharedTextsOf, sheetOf, stylesOf, text } from './books.js'
import { csv, withDirectory } from './directory.js'
import { imported } from './importing.js'
import { opened } from './target.js'
import { zipped } from './zipped.js'

const cellsOf = (book: Uint8Array): Promise<readonly unknown[]> =>
  withDirectory({ 'a.xlsx': book }, async (path) => {
    const rows: unknown[] = []
    for await (const row of readXlsx(join(path, 'a.xlsx'))) rows.push('fields' in row ? row.fields : row)
    return rows
  })

const cells = (xml: string, options: BookOptions = {}): Promise<readonly unknown[]> =>
  cellsOf(bookOf({ S: sheetOf([xml]) }, options))

describe('a cell of a workbook', () => {
  it.each([
    [
      'a text of differently formatted parts',
      '<c t="inlineStr"><is><r><t>Foo</t></r><r><t> Bar</t></r></is></c>',
      'Foo Bar',
    ],
    ['a text with a reading aid', '<c t="inlineStr"><is><t>東京</t><rPh><t>トウキョウ</t></rPh></is></c>', '東京'],
    ['a text that looks like an escape', text('R&amp;amp;D'), 'R&amp;D'],
    ['a text in a CDATA section', text('<![CDATA[A & B]]>'), 'A & B'],
    ['true', '<c t="b"><v>1</v></c>', 'true'],
    ['true by a formula', '<c t="b"><f>TRUE()</f><v>1</v></c>', 'true'],
    ['an error', '<c t="e"><v>#N/A</v></c>', '#N/A'],
    ['a text by a formula', '<c t="str"><f>A2</f><v>x</v></c>', 'x'],
    ['a number in scientific notation', '<c><v>1.1e10</v></c>', '11000000000'],
    ['a day as text', '<c t="d"><v>2024-02-02T00:00:00Z</v></c>', '2024-02-02T00:00:00'],
  ])('may be %s', async (_, xml, value) => {
    expect(await cells(xml)).toEqual([[value]])
  })

  it('has the whole text that it shares with others', async () => {
    const sharedTexts = sharedTextsOf(
      '<t>A</t>',
      '<r><t>Foo</t></r><r><t/></r><r><rPr><b/></rPr><t> Bar</t></r>',
      '<t>東京</t><rPh><t>トウキョウ</t></rPh>',
      '<t>R&amp;amp;D</t>',
    )
    const row = [0, 1, 2, 3].map((number) => `<c t="s"><v>${number}</v></c>`)
    expect(await cells(row.join(''), { sharedTexts })).toEqual([['A', 'Foo Bar', '東京', 'R&amp;D']])
    expect(await cells('<c t="s"><v>9</v></c>', { sharedTexts })).toMatchObject([{ error: 'FileUnreadable' }])
  })

  it('is a day only if its format shows one, and has the leading zeros of its format', async () => {
    const formats = [
      'dd.mm.yyyy',
      '_-* #,##0\\ _m_k_-',
      '00000',
      '000\\ 00',
      '0%',
      '0.00E+00',
      '#,##0\\ &quot;md&quot;',
    ]
    const shown = formats.map((_, at) => `<c s="${at + 1}"><v>45324</v></c>`).join('')
    const [row] = await cells(`${shown}<c s="3"><v>100</v></c><c s="4"><v>1234</v></c>`, {
      styles: stylesOf(...formats),
    })
    expect(row).toEqual(['2024-02-02', '45324', '45324', '453 24', '45324', '45324', '45324', '00100', '012 34'])
  })

  it('is the same day where days are counted from 1904, with and without a formula', async () => {
    const days = '<c s="1"><v>43862</v></c><c s="1"><f>TODAY()</f><v>43862</v></c>'
    for (const flag of ['1', 'true'])
      expect(
        await cells(days, { styles: stylesOf('yyyy-mm-dd'), properties: `<workbookPr date1904="${flag}"/>` }),
      ).toEqual([['2024-02-02', '2024-02-02']])
  })

  it('is no day beyond the calendar', async () => {
    const serials = ['1', '59', '60', '61', '2958465', '2958466', '-5', '1e300'].map((v) => `<c s="1"><v>${v}</v></c>`)
    expect(await cells(serials.join(''), { styles: stylesOf('d/m/yy') })).toEqual([
      ['1900-01-01', '1900-02-28', '60', '1900-03-01', '9999-12-31', '2958466', '-5', '1e+300'],
    ])
  })

  it('has a place in the sheet', async () => {
    expect(await cells('<c r="ZZZZ1"><v>1</v></c>')).toMatchObject([{ error: 'FileUnreadable' }])
    expect(await cells('<c r="hello"><v>1</v></c>')).toMatchObject([{ error: 'FileUnreadable' }])
  })
})

const headings = ['customerId', 'name']
const customers = customersSheet(headings, [text('a'), text('A')])

describe('a workbook', () => {
  const prefixed = customers.replace('xmlns=', 'xmlns:x=').replace(/<(\/?)(?=\w)/g, '<$1x:')
  it.each<[string, Readonly<Record<string, string>>, BookOptions]>([
    ['names its sheets from its root', { Notes: sheetOf(), Customers: customers }, { target: (part) => `/xl/${part}` }],
    ['calls its parts differently', { Customers: customers }, { part: (number) => `worksheets/Page${number}.xml` }],
    ['has prefixes', { Customers: prefixed }, {}],
    ['has empty sheets', { A: sheetOf(), B: sheetOf(), C: sheetOf(), D: customers, E: sheetOf() }, {}],
    [
      'is UTF-16',
      { Customers: customers },
      {
        others: { 'xl/worksheets/sheet1.xml': Buffer.from(`\uFEFF${customers}`, 'utf16le') },
      },
    ],
  ])('is read if it %s', async (_, sheets, options) => {
    const { crm, result } = await imported({ 'customers.xlsx': bookOf(sheets, options) })
    expect(result).toMatchObject({ accepted: 1, problems: [] })
    expect(crm.register.tables.customers.get('a')?.name).toBe('A')
  })

  it('has every sheet read, hidden ones too', async () => {
    const employees = sheetOf(['employeeId', 'name'].map(text), ['e', 'E'].map(text))
    const book = bookOf({ Customers: customers, Employees: employees })
    const { crm, result } = await imported({ 'register.xlsx': book })
    expect(result).toMatchObject({ accepted: 2, problems: [] })
    expect(crm.register.tables.employees.get('e')?.name).toBe('E')
  })

  it('may have columns without a heading, which are told once, in the row of the headings', async () => {
    const sheet = customersSheet([], ['', 'customerId', '', 'name', ''].map(text), ['x', 'a', 'y', 'A', 'z'].map(text))
    const { result } = await imported({ 'customers.xlsx': bookOf({ S: sheet }) })
    expect(result.problems).toMatchObject([{ line: 2, error: 'HeadingMissing', number: 1 }, { line: 3 }])
    const same = await imported({ 'customers.csv': csv(',customerId,,name', 'x,a,y,A') })
    expect(same.result).toMatchObject({ accepted: 1, problems: [{ line: 1, error: 'HeadingMissing', number: 1 }] })
  })
})

describe('a workbook that cannot be read', () => {
  const sent = async (content: Uint8Array) => {
    const { target } = await opened()
    const outcome = await importFile(target, content)
    return outcome._tag === 'Left' ? outcome.left.error : outcome.right.problems
  }
  const long = 'x'.repeat(20_000_000)
  it.each([
    ['has entities', { sharedTexts: `<!DOCTYPE s [<!ENTITY a "b">]>${sharedTextsOf('<t>&a;</t>')}` }],
    ['has a very long text', { sharedTexts: sharedTextsOf(`<t>${long}</t>`) }],
    ['has a very long tag', { sharedTexts: sharedTextsOf(`<t x="${long}"/>`) }],
    ['is very deep', { sharedTexts: sharedTextsOf('<x>'.repeat(1_000_000)) }],
  ])('is refused as damaged if it %s', async (_, options: BookOptions) => {
    expect(await sent(bookOf({ Customers: customers }, options))).toBe('FileUnreadable')
  })

  it('is refused as damaged if it is cut or has too many sheets', async () => {
    const book = bookOf({ Customers: customers })
    expect(await sent(book.subarray(0, book.length - 30))).toBe('FileUnreadable')
    const sheets = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`S${at}`, customers]))
    expect(await sent(bookOf(sheets))).toBe('FileUnreadable')
  })

  it('is refused as another format if it has a password, or is no workbook', async () => {
    expect(await sent(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('FileFormatNotRead')
    expect(await sent(zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }))).toBe('FileFormatNotRead')
    const { result } = await imported({ 'customers.xlsx': Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) })
    expect(result.problems).toMatchObject([{ file: 'customers.xlsx', error: 'FileFormatNotRead' }])
  })

  it('is read up to its damage, which is told', async () => {
    const broken = customers.replace('</sheetData>', '<row><c></row></sheetData>')
    expect(await sent(bookOf({ Customers: broken }))).toMatchObject([{ row: 2, error: 'FileUnreadable' }])
    const book = bookOf({ Customers: customers })
    book.writeUInt32LE(1, book.indexOf('xl/worksheets/sheet1.xml', book.indexOf('PK\u0001\u0002')) - 30)
    expect(await sent(book)).toMatchObject([{ row: 2, error: 'FileUnreadable' }])
  })

  it('reads no long row into memory, and not more of a row than the headings', async () => {
    const far = customers.replace('</sheetData>', `<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>`)
    expect(await sent(bookOf({ Customers: far }))).toMatchObject([{ row: 9, error: 'WrongNumberOfFields' }])
    const wide = sheetOf(
      headings.map(text),
      Array.from({ length: 600 }, () => text('x'.repeat(10_000))),
    )
    expect(await sent(bookOf({ Customers: wide }))).toMatchObject([{ row: 2, error: 'RowTooLong' }])
  })
})
