import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, copyFile, link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
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
  it('is printed to stdout as CSV', async () => {
    const { code, out, err } = await at.run('customers --columns customerId,name --csv -')
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(`Customer id,Name\r\na,'=1+1\r\nb,"Bolt, ""the"" firm"\r\n`)
  })

  it('is written to files, reported on stderr, and nothing else is printed', async () => {
    const { code, out, err } = await at.run('customers --locale fi --csv list.csv --xlsx list.xlsx')
    expect([code, out]).toEqual([0, ''])
    expect(err).toBe('Wrote 2 rows into list.xlsx.\nWrote 2 rows into list.csv.\n')
    expect(await readFile(join(at.directory, 'list.csv'), 'utf8')).toContain("'=1+1")
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'list.xlsx'))
    expect(workbook.worksheets[0]?.getCell('C2').value).toBe('=1+1')
  })

  it('can be written to a file and to stdout as JSON at once', async () => {
    const { out } = await at.run('customers --json --csv list.csv')
    expect(JSON.parse(out)).toHaveLength(2)
  })

  it('is not written twice to one file, by whatever name', async () => {
    await writeFile(join(at.directory, 'real.csv'), 'before')
    await symlink('real.csv', join(at.directory, 'soft.csv'))
    for (const line of ['customers --csv new.csv --jsonl ./new.csv', 'customers --xlsx real.csv --csv soft.csv']) {
      const { code, out, err } = await at.run(line)
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain('are one file')
    }
    expect(await readFile(join(at.directory, 'real.csv'), 'utf8')).toBe('before')
  })

  it('is never put where the keys of a register belong that is opened by a link', async () => {
    await mkdir(join(at.directory, 'disk'))
    await symlink('disk/real.db', join(at.directory, 'linked.db'))
    await copyFile(join(at.directory, 'clientele.db'), join(at.directory, 'disk/real.db'))
    const { code, err } = await at.run('customers --store sqlite:linked.db --csv disk/real.db.keys')
    expect([code, err]).toEqual([1, expect.stringContaining('belongs to the register')])
    expect(await readdir(join(at.directory, 'disk'))).not.toContain('real.db.keys')
  })

  it('never overwrites the register, its companion files, its keys or its snapshots, by whatever name', async () => {
    await mkdir(join(at.directory, 'views'))
    await at.run('customers --snapshots sqlite:views.db')
    await symlink('clientele.db', join(at.directory, 'soft.csv'))
    await mkdir(join(at.directory, 'sub'))
    const before = await readFile(join(at.directory, 'clientele.db'))
    const own = [
      'clientele.db',
      './sub/../clientele.db',
      join(at.directory, 'clientele.db'),
      'soft.csv',
      'clientele.db-wal',
      'clientele.db-shm',
      'clientele.db.keys',
      'apart.keys',
      'views.db',
      'views/new.csv',
    ]
    for (const option of ['--csv', '--xlsx'])
      for (const file of own) {
        const snapshots = file === 'views.db' ? 'sqlite:views.db' : 'views'
        const { code, err } = await at.run(
          `customers ${option} ${file} --snapshots ${snapshots} --keys sqlite:apart.keys`,
        )
        expect([code, err]).toEqual([
          1,
          `${file} belongs to the register, its keys or its snapshots and would be replaced: give another file.\n`,
        ])
      }
    expect((await readFile(join(at.directory, 'clientele.db'))).equals(before)).toBe(true)
    expect((await at.run('customers --json')).code).toBe(0)
  })

  it('never overwrites the register by a hard link to it, under which it is not opened either', async () => {
    await link(join(at.directory, 'clientele.db'), join(at.directory, 'hard.csv'))
    const before = await readFile(join(at.directory, 'clientele.db'))
    for (const option of ['--csv', '--xlsx']) {
      const { code, err } = await at.run(`customers ${option} hard.csv`)
      expect([code, err]).toEqual([1, expect.stringContaining('has several names (hard links)')])
    }
    expect((await readFile(join(at.directory, 'hard.csv'))).equals(before)).toBe(true)
  })

  it('keeps the permissions of the file it replaces, even while it is written', async () => {
    const file = join(at.directory, 'list.csv')
    await writeFile(file, 'old', { mode: 0o600 })
    await at.run('customers --csv list.csv')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await chmod(file, 0o664)
    await at.run('customers --csv list.csv')
    expect((await stat(file)).mode & 0o777).toBe(0o664)
  })

  it('removes what a killed run left, and keeps what another run is writing', async () => {
    const endedPid = spawnSync(process.execPath, ['-e', '']).pid
    const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
    const left = `list.csv.${host}-${endedPid}-0123abcd.part`
    const others = [
      `list.csv.${host}-${process.pid}-0123abcd.part`,
      `list.csv.00000000-${endedPid}-0123abcd.part`,
      'other.part',
    ]
    for (const name of [left, ...others]) await writeFile(join(at.directory, name), 'x')
    await at.run('customers --csv list.csv')
    expect((await readdir(at.directory)).filter((name) => name.endsWith('.part')).sort()).toEqual([...others].sort())
  })

  it('that cannot be written is reported and leaves nothing behind', async () => {
    for (const option of ['--csv', '--xlsx']) {
      const { code, err } = await at.run(`customers ${option} nowhere/list`)
      expect([code, err]).toEqual([1, expect.stringMatching(/was not written: its directory does not exist/)])
    }
    expect((await readdir(at.directory)).filter((name) => name.includes('list'))).toEqual([])
  })
})
