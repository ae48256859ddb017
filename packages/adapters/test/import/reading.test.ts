import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CsvRow, readCsv, type Unreadable } from '../../src/files/csv/reading.js'
import { withDirectory } from './directory.js'

const read = (content: string | Uint8Array): Promise<readonly (CsvRow | Unreadable)[]> =>
  withDirectory({ 'a.csv': content }, async (path) => {
    const items: (CsvRow | Unreadable)[] = []
    for await (const item of readCsv(join(path, 'a.csv'))) items.push(item)
    return items
  })

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))))

describe('reading a CSV file', () => {
  it('skips a byte order mark and accepts CRLF and LF', async () => {
    expect(await read('\uFEFFa,b\r\n1,2\n3,4\r\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', '2'] },
      { line: 3, fields: ['3', '4'] },
    ])
  })

  it('gives each row its first line number, even after line breaks in quotes and empty lines', async () => {
    expect(await read('a,b\r\n1,"x\r\ny"\r\n\r\n2,"z""q"\r\n3,')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', 'x\r\ny'] },
      { line: 5, fields: ['2', 'z"q'] },
      { line: 6, fields: ['3', ''] },
    ])
  })

  it('reads characters split across two chunks of the file', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(2621)
    const items = await read(`${filler}${'é'.repeat(200)}\n`)
    expect(items.at(-1)).toEqual({ line: 2622, fields: ['é'.repeat(200)] })
  })

  it('names a line in another encoding, and continues after it', async () => {
    expect(await read(bytes('a\n1é\nM', 0xfc, 'ller\n3\n'))).toEqual([
      { line: 1, fields: ['a'] },
      { line: 2, fields: ['1é'] },
      { error: 'InvalidEncoding', line: 3 },
      { line: 4, fields: ['3'] },
    ])
  })

  it('names the last line if the file ends within a character', async () => {
    expect((await read(bytes('a\n1\n', 0xc3))).at(-1)).toEqual({ error: 'InvalidEncoding', line: 3 })
  })

  it('names the first line of a row with an unclosed quote', async () => {
    const items = await read('a,b\n1,2\n3,"open\n4,5\n')
    expect(items.slice(2)).toEqual([
      { error: 'UnterminatedQuote', line: 3 },
      { line: 4, fields: ['4', '5'] },
    ])
  })

  it('names the line of a misplaced quote', async () => {
    expect((await read('a,b\n1,x"y\n')).at(-1)).toEqual({ error: 'MisplacedQuote', line: 2 })
    expect((await read('a,b\n\n\n1,"x"y\n')).at(-1)).toEqual({ error: 'MisplacedQuote', line: 4 })
  })

  it('does not load a row of more than four megabytes into memory', async () => {
    const tooLong = { error: 'RowTooLong', line: 2, most: 4_194_304 }
    expect((await read(`a\n${'x'.repeat(5_000_000)}\n`)).at(-1)).toEqual(tooLong)
    const items = await read(`a\n"${`${'x'.repeat(99)}\n`.repeat(50_000)}`)
    expect(items[1]).toEqual(tooLong)
    expect(items.at(-1)).toEqual({ line: 50_001, fields: ['x'.repeat(99)] })
  })

  it('continues after unreadable rows, wherever they are', async () => {
    const row = (n: number): string => (n % 7 === 3 ? `${n},x"y` : n % 11 === 5 ? `${n},"z"z` : `${n},"a\nb"`)
    const items = await read(`n,t\n${Array.from({ length: 20_000 }, (_, n) => `${row(n)}\n`).join('')}`)
    const good = Array.from({ length: 20_000 }, (_, n) => n).filter((n) => n % 7 !== 3 && n % 11 !== 5)
    expect(items.slice(1).flatMap((item) => ('fields' in item ? [Number(item.fields[0])] : []))).toEqual(good)
    expect(items.filter((item) => 'error' in item)).toHaveLength(20_000 - good.length)
  })

  it('does not let an accidental quote swallow the rows up to the next one', async () => {
    const rows = [
      'id,name,city',
      '1,"open,Oulu',
      '2,b,Oulu',
      '3,c,Oulu',
      '4,d",Oulu',
      '5,"e\nf\ng",Oulu',
      '"h\ni\nj",k,l',
    ]
    const items = await read(rows.join('\n'))
    expect(items.map((item) => ('error' in item ? [item.error, item.line] : [item.fields[0], item.line]))).toEqual([
      ['id', 1],
      ['MisplacedQuote', 2],
      ['2', 3],
      ['3', 4],
      ['MisplacedQuote', 5],
      ['5', 6],
      ['h\ni\nj', 9],
    ])
  })

  it('continues after a line that is too long', async () => {
    expect(await read(`a\n1\n${'x'.repeat(9_000_000)}\n2\n`)).toEqual([
      { line: 1, fields: ['a'] },
      { line: 2, fields: ['1'] },
      { error: 'RowTooLong', line: 3, most: 4_194_304 },
      { line: 4, fields: ['2'] },
    ])
  })

  it('reports a file that cannot be opened by its error code', async () => {
    const items: unknown[] = []
    for await (const item of readCsv('/nowhere/a.csv')) items.push(item)
    expect(items).toEqual([{ error: 'FileUnreadable', line: 0, code: 'ENOENT' }])
  })
})
