import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Listing, ListingCell, ListingColumn } from '@clientele/projections'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cellOf, longestText, textCell } from '../../src/files/excel/cells.js'
import { queuedBytes } from '../../src/files/excel/queue.js'
import { createSheetNames } from '../../src/files/excel/sheet-names.js'
import { type Sheet, writeXlsx, type XlsxOptions } from '../../src/files/excel/workbook.js'

let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-xlsx-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

const column = (heading: string, kind: ListingColumn['kind'] = 'text'): ListingColumn => ({
  key: heading,
  heading,
  width: 20,
  kind,
})

const listing = (rows: Iterable<readonly ListingCell[]>): Listing => ({
  columns: [column('Name'), column('Since', 'date'), column('Number', 'number')],
  rows,
})

const readBack = async (sheets: Sheet | readonly Sheet[], options?: XlsxOptions): Promise<ExcelJS.Workbook> => {
  const file = join(directory, 'list.xlsx')
  expect(await writeXlsx(sheets, file, options)).toMatchObject({ _tag: 'Right' })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  return workbook
}

const onlySheet = (workbook: ExcelJS.Workbook): ExcelJS.Worksheet => {
  const [sheet] = workbook.worksheets
  if (sheet === undefined) throw new Error('no sheet')
  return sheet
}

describe('an Excel file', () => {
  it('has a bold, frozen header, filters and column widths', async () => {
    const sheet = onlySheet(await readBack({ ...listing([['a', '', 1]]), name: 'Members' }))
    expect(sheet.name).toBe('Members')
    expect(sheet.getRow(1).values).toEqual([undefined, 'Name', 'Since', 'Number'])
    expect(sheet.getRow(1).font).toMatchObject({ bold: true })
    expect(sheet.getCell('A2').font?.bold).not.toBe(true)
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }])
    expect(sheet.autoFilter).toBe('A1:C2')
    expect(sheet.getColumn(1).width).toBe(20)
  })

  it('has real dates, real numbers and blanks', async () => {
    const sheet = onlySheet(
      await readBack(
        listing([
          ['a', '2024-02-29', 7],
          ['', '', ''],
          ['b', 'someday', 'x'],
        ]),
      ),
    )
    expect(sheet.getCell('B2').value).toEqual(new Date('2024-02-29T00:00:00Z'))
    expect(sheet.getCell('B2').numFmt).toBe('yyyy-mm-dd')
    expect(sheet.getCell('C2').value).toBe(7)
    expect(['A3', 'B3', 'C3'].map((cell) => sheet.getCell(cell).value)).toEqual([null, null, null])
    expect(['A', 'B', 'C'].map((key) => sheet.getColumn(key).numFmt)).toEqual(['@', 'yyyy-mm-dd', undefined])
    expect(['B4', 'C4'].map((cell) => sheet.getCell(cell).value)).toEqual(['someday', 'x'])
  })

  it.each([
    ['_x0041_', '_x005F_x0041_'],
    ['a_x000D_b_x00e9_', 'a_x005F_x000D_b_x005F_x00e9_'],
    ['__x0041__x0042_', '__x005F_x0041__x005F_x0042_'],
    ['_x41_ _xGHIJ_ x0041_', '_x41_ _xGHIJ_ x0041_'],
  ])('writes %j so that Excel reads no escape sequence', async (text, written) => {
    expect(textCell(text)).toBe(written)
    const sheet = onlySheet(await readBack({ ...listing([[text, '', '']]), columns: [column(text)] }))
    expect([sheet.getCell('A1').value, sheet.getCell('A2').value]).toEqual([written, written])
  })

  it('has real times, in the local time of their time zone', async () => {
    const columns = [column('At', 'time')]
    const rows = [
      ['2024-06-01T12:30:15.250+03:00'],
      ['2024-02-29T00:00:00.000-03:30'],
      ['1850-01-01T00:00:00.000+01:39'],
      ['x'],
    ]
    const sheet = onlySheet(await readBack({ columns, rows }))
    expect(sheet.getCell('A2').value).toEqual(new Date('2024-06-01T12:30:15.250Z'))
    expect(sheet.getCell('A2').numFmt).toBe('yyyy-mm-dd hh:mm:ss')
    expect(sheet.getCell('A3').value).toEqual(new Date('2024-02-29T00:00:00Z'))
    expect([sheet.getCell('A4').value, sheet.getCell('A5').value]).toEqual(['1850-01-01T00:00:00.000+01:39', 'x'])
  })

  it.each(['=1+1', '+358 40', '-1', '@SUM(A1)', '\tx', '007', '2024-01-01', '<b> & "c"'])(
    'keeps %j a text',
    async (text) => {
      const sheet = onlySheet(await readBack(listing([[text, '', '']])))
      const cell = sheet.getCell('A2')
      expect([cell.type, cell.value, cell.numFmt]).toEqual([ExcelJS.ValueType.String, text, '@'])
    },
  )

  it('continues on another sheet when one is full, each with its header', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => [`row ${index + 1}`, '', index])
    const workbook = await readBack({ ...listing(rows), name: 'Customers' }, { rowsPerSheet: 5 })
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Customers', 5],
      ['Customers (2)', 5],
      ['Customers (3)', 3],
    ])
    const texts = workbook.worksheets.map((sheet) => [sheet.getCell('A1').value, sheet.getCell('A2').value])
    expect(texts).toEqual([
      ['Name', 'row 1'],
      ['Name', 'row 5'],
      ['Name', 'row 9'],
    ])
  })

  it('has no sheet without rows', async () => {
    const rows = Array.from({ length: 4 }, (_, index) => [`row ${index}`, '', index])
    expect((await readBack(listing(rows), { rowsPerSheet: 5 })).worksheets).toHaveLength(1)
    expect((await readBack(listing([]))).worksheets).toHaveLength(1)
  })

  it('may contain several listings', async () => {
    const workbook = await readBack([
      { ...listing([['a', '', 1]]), name: 'History' },
      { ...listing([]), name: 'a/b' },
    ])
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['History (2)', 'a b'])
  })
})

describe('a text Excel cannot hold', () => {
  it('loses characters that XML forbids', () => {
    expect(textCell('a\u0000b\u001Fc\uD800d\uFFFEe\tf\n😀')).toBe('abcde\tf\n😀')
  })

  it('is truncated with a mark', () => {
    const cell = textCell('x'.repeat(40_000))
    expect([cell.length, cell.endsWith('… [cut]')]).toEqual([longestText, true])
    expect(textCell('y'.repeat(longestText))).toHaveLength(longestText)
    expect(textCell('😀'.repeat(30_000))).not.toMatch(/\p{Cs}/u)
  })

  it('may be a date before those Excel supports', () => {
    expect(cellOf('1899-12-31', column('Since', 'date'))).toBe('1899-12-31')
    expect(cellOf('2024-02-30', column('Since', 'date'))).toBe('2024-02-30')
    expect(cellOf(Number.NaN, column('Number', 'number'))).toBe('NaN')
  })
})

describe('names of sheets', () => {
  it('are short, valid and unique', () => {
    const nameOf = createSheetNames()
    expect(['', 'History', "'a[b]'", 'A B', 'x'.repeat(40), 'x'.repeat(41), '😀'].map(nameOf)).toEqual([
      '(2)',
      'History (2)',
      'a b',
      'A B (2)',
      'x'.repeat(31),
      `${'x'.repeat(27)} (2)`,
      '😀',
    ])
  })
})

describe('a file that cannot be written completely', () => {
  it('does not exist if it was cancelled', async () => {
    const stopping = new AbortController()
    const rows = (function* () {
      for (let n = 0; n < 1_000_000; n += 1) {
        if (n === 3_000) stopping.abort()
        yield [`row ${n}`, '', n]
      }
    })()
    const written = await writeXlsx(listing(rows), join(directory, 'list.xlsx'), { signal: stopping.signal })
    expect(written).toEqual({ _tag: 'Left', left: { error: 'Cancelled' } })
    expect(await readdir(directory)).toEqual([])
  })

  it('does not exist if the rows failed', async () => {
    const rows = (function* (): Iterable<readonly ListingCell[]> {
      yield ['a', '', 1]
      throw new Error('the view broke')
    })()
    const written = await writeXlsx(listing(rows), join(directory, 'list.xlsx'))
    expect(written).toMatchObject({ left: { error: 'FileUnwritable', problem: expect.stringContaining('view broke') } })
    expect(await readdir(directory)).toEqual([])
  })

  it('is reported if the path is invalid or there are too many columns', async () => {
    expect(await writeXlsx(listing([]), join(directory, 'nowhere', 'list.xlsx'))).toMatchObject({
      left: { error: 'FileUnwritable', problem: expect.stringContaining('its directory does not exist') },
    })
    const columns = Array.from({ length: 16_385 }, () => column('x'))
    expect(await writeXlsx({ columns, rows: [] }, join(directory, 'list.xlsx'))).toMatchObject({
      left: { error: 'FileUnwritable', problem: expect.stringContaining('Choose fewer') },
    })
    expect(await readdir(directory)).toEqual([])
  })

  it('is reported if the disk is full', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => [`row ${n} ${Math.sin(n)}`, '', n])
    expect(await writeXlsx(listing(rows), '/dev/full')).toMatchObject({
      left: { error: 'FileUnwritable', problem: expect.stringContaining('the disk is full') },
    })
  })
})

it('exceljs still exposes how much waits for compression', async () => {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: join(directory, 'list.xlsx') })
  const sheet = workbook.addWorksheet('a')
  for (let n = 0; n < 5_000; n += 1) sheet.addRow([`a row with some text ${n}`]).commit()
  expect(queuedBytes(sheet)).toBeGreaterThan(100_000)
  await workbook.commit()
  expect(queuedBytes(sheet)).toBe(0)
  expect(queuedBytes({})).toBeNull()
})

it('reports its progress', async () => {
  const progress: number[] = []
  const rows = Array.from({ length: 1_050 }, (_, n) => [`row ${n}`, '', n])
  await readBack(listing(rows), { onProgress: ({ rows: done }) => progress.push(done) })
  expect(progress).toEqual([200, 400, 600, 800, 1_000, 1_050])
})
