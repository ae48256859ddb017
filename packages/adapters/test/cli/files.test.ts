import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
  await at.given(
    ['RegisterCustomer', { customerId: 'a', kind: 'company', name: '=1+1' }],
    ['RegisterCustomer', { customerId: 'b', kind: 'company', name: 'Bolt, "the" firm' }],
  )
})

afterEach(() => at.remove())

describe('a listing', () => {
  it('goes to stdout as CSV', async () => {
    const { code, out, err } = await at.run('customers --columns customerId,name --csv -')
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(`Customer id,Name\r\na,'=1+1\r\nb,"Bolt, ""the"" firm"\r\n`)
  })

  it('goes into files, telling so on stderr, and prints nothing else', async () => {
    const { code, out, err } = await at.run('customers --locale fi --csv list.csv --xlsx list.xlsx')
    expect([code, out]).toEqual([0, ''])
    expect(err).toBe('Wrote 2 rows into list.xlsx.\nWrote 2 rows into list.csv.\n')
    expect(await readFile(join(at.directory, 'list.csv'), 'utf8')).toContain("'=1+1")
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'list.xlsx'))
    expect(workbook.worksheets[0]?.getCell('C2').value).toBe('=1+1')
  })

  it('goes into a file and to stdout as JSON at once', async () => {
    const { out } = await at.run('customers --json --csv list.csv')
    expect(JSON.parse(out)).toHaveLength(2)
  })

  it('that cannot be written is complained about and leaves nothing behind', async () => {
    for (const option of ['--csv', '--xlsx']) {
      const { code, err } = await at.run(`customers ${option} nowhere/list`)
      expect([code, err]).toEqual([1, expect.stringMatching(/was not written: its directory does not exist/)])
    }
    expect((await readdir(at.directory)).filter((name) => name.includes('list'))).toEqual([])
  })
})
