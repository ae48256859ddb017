import { statSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Listing, ListingCell } from '@clientele/projections'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { csvCell, writeCsv } from '../../src/files/csv/writing.js'

let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-csv-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

const listing = (
  rows: Iterable<readonly ListingCell[]>,
  headings: readonly string[] = ['Name', 'Number'],
): Listing => ({
  columns: headings.map((heading) => ({ key: heading, heading, width: 10, kind: 'text' })),
  rows,
})

const writtenText = async (of: Listing): Promise<string> => {
  const file = join(directory, 'list.csv')
  expect(await writeCsv(of, file)).toMatchObject({ _tag: 'Right' })
  return readFile(file, 'utf8')
}

describe('a CSV file', () => {
  it('has a header, CRLF, quotes where needed, and no byte order mark', async () => {
    const rows = [
      ['Åke', 1],
      ['a,"b"', -2.5],
      ['two\nlines', ''],
    ]
    expect(await writtenText(listing(rows))).toBe('Name,Number\r\nÅke,1\r\n"a,""b""",-2.5\r\n"two\nlines",\r\n')
  })

  it.each(['=1+1', '+358', '-1', '@SUM(A1)', '\tx', '\rx'])('prevents %j from becoming a formula', (text) => {
    expect(csvCell(text)).toBe(`'${text}`)
  })

  it('does not change numbers and other texts', () => {
    expect([-5, 'a=b', "'x", ''].map(csvCell)).toEqual(['-5', 'a=b', "'x", ''])
  })

  it('escapes headings too', async () => {
    expect(await writtenText(listing([], ['=evil', 'ok']))).toBe("'=evil,ok\r\n")
  })

  it('shows an empty cell that is the only one of its row', async () => {
    expect(await writtenText(listing([['']], ['Name']))).toBe('Name\r\n""\r\n')
  })

  it('is written to a stream that stays open, creating no more rows than fit into the buffers', async () => {
    const into = new PassThrough({ highWaterMark: 1_000 })
    let created = 0
    const rows = (function* () {
      for (; created < 100_000; created += 1) yield [`a rather long row number ${created}`, created]
    })()
    const writing = writeCsv(listing(rows), into)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(created).toBeLessThan(5_000)
    into.resume()
    expect(await writing).toEqual({ _tag: 'Right', right: { rows: 100_000 } })
    expect(into.writableEnded).toBe(false)
  })
})

describe('a file that cannot be written completely', () => {
  it('leaves the existing file, and nothing else', async () => {
    const rows = (function* (): Iterable<readonly ListingCell[]> {
      yield ['a', 1]
      throw new Error('the view broke')
    })()
    const file = join(directory, 'list.csv')
    await writeFile(file, 'before')
    expect(await writeCsv(listing(rows), file)).toMatchObject({
      left: { error: 'FileUnwritable', problem: expect.stringContaining('the view broke') },
    })
    expect([await readdir(directory), await readFile(file, 'utf8')]).toEqual([['list.csv'], 'before'])
  })

  it('is reported as cancelled if it was', async () => {
    const stopping = new AbortController()
    const rows = (function* () {
      for (let n = 0; n < 1_000_000; n += 1) {
        if (n === 2_000) stopping.abort()
        yield ['a', n]
      }
    })()
    const written = await writeCsv(listing(rows), join(directory, 'list.csv'), { signal: stopping.signal })
    expect(written).toEqual({ _tag: 'Left', left: { error: 'Cancelled' } })
    expect(await readdir(directory)).toEqual([])
  })

  it('reports what to do if the directory does not exist', async () => {
    expect(await writeCsv(listing([]), join(directory, 'nowhere', 'list.csv'))).toMatchObject({
      left: { error: 'FileUnwritable', problem: expect.stringContaining('create it, or give another file') },
    })
  })
})

describe('the path of a file', () => {
  it('may be a link: its target is written and the link stays', async () => {
    await writeFile(join(directory, 'real.csv'), '')
    await symlink(join(directory, 'real.csv'), join(directory, 'link.csv'))
    await writeCsv(listing([['a', 1]]), join(directory, 'link.csv'))
    expect(await readFile(join(directory, 'real.csv'), 'utf8')).toContain('a,1')
  })

  it('may be something other than a plain file, which is written directly', async () => {
    expect(await writeCsv(listing([['a', 1]]), '/dev/null')).toMatchObject({ _tag: 'Right' })
    expect(statSync('/dev/null').isFile()).toBe(false)
  })
})
