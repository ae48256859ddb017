import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Desk, desk } from './running.js'

const readme = await readFile(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8')

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(async () => {
  vi.useRealTimers()
  await at.remove()
})

const setDay = (day: string): unknown => vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T10:00:00Z`) })

const days = ['2019-05-04', '2024-02-29', '2026-11-22', '2036-12-31', '2061-06-01']

describe.each(days)('on %s', (day) => {
  it('the commands of the README print its matrix', async () => {
    const [, line = '', shown = ''] = /\(`npx clientele (matrix [^`]*)`\):\s+```text\n([\s\S]*?)```/.exec(readme) ?? []
    expect(shown).toContain('Account manager')
    setDay(day)
    const loaded = await at.run('demo')
    expect([loaded.code, loaded.err]).toEqual([0, expect.not.stringContaining('refused')])
    expect(await at.run(line)).toEqual({ code: 0, out: shown, err: '' })
  })

  // In 2019 the sample has no responsibilities in spring.
  it.runIf(day > '2022')(
    'one employee was responsible last spring as known in March, and another as known in May',
    async () => {
      setDay(day)
      await at.run('demo')
      const spring = day.slice(5) > '05-31' ? day.slice(0, 4) : String(Number(day.slice(0, 4)) - 1)
      const accountants = async (knownAt: string): Promise<unknown> => {
        const asked = `--as-of ${spring}-04-15 --known-at ${spring}-${knownAt} --customer kuusikko-puusepat`
        const { out } = await at.run(`assignees ${asked} --json --store sqlite:clientele-demo.db`)
        const rows: readonly { readonly personId: string; readonly roleId: string }[] = JSON.parse(out)
        return rows.filter(({ roleId }) => roleId === 'accountant').map(({ personId }) => personId)
      }
      expect(await accountants('03-31T12:00:00Z')).toEqual(['sofia'])
      expect(await accountants('05-31T12:00:00Z')).toEqual(['elin'])
    },
  )

  it('the queries of the README are answered', async () => {
    setDay(day)
    await write('register')
    // The demo is tested above, and `serve` runs until it is stopped.
    const lines = [...readme.matchAll(/^npx clientele (?!--help|serve|demo)(.*)$/gm)].map(([, line = '']) => line)
    expect(lines.length).toBeGreaterThan(7)
    for (const line of lines) {
      const ran = await at.run(line.replace('DIR', 'register'))
      expect([line, ran.code, ran.err.replace(/^(Wrote|Left out|Views, lists and histories).*\n/gm, '')]).toEqual([
        line,
        0,
        '',
      ])
    }
  })
})

/** Writes import files with the records that the README names. */
const write = async (name: string): Promise<void> => {
  const files = {
    'classifiers.csv': 'catalogue,value,name\ncontactCategory,vip,Important\n',
    'customer-groups.csv': 'groupId,name,parentId\naccounting,Accounting,\n',
    'employees.csv': 'employeeId,name,admin\nanna,Anna Aalto,true\n',
    'customers.csv': 'customerId,kind,name,groupId\nacme,company,Acme Oy,accounting\n',
    'contacts.csv': 'personId,lastName,email,customerIds\nmaria,Mets,maria@example.org,acme\n',
    'responsibilities.csv': 'subjectKind,subjectId,employeeId\ncustomer,acme,anna\n',
  }
  await mkdir(join(at.directory, name))
  for (const [file, text] of Object.entries(files)) await writeFile(join(at.directory, name, file), text)
}

describe('the demonstration', () => {
  it.each(['1999-01-01', '2020-01-01', '2026-11-22', '2049-12-31'])(
    'shows every customer in its group on %s',
    async (day) => {
      const { code, out } = await at.run(`demo --today ${day}`)
      expect([code, out]).toEqual([0, expect.stringContaining(`on ${day}`)])
      const counts = (await at.json(`groups --as-of ${day} --store sqlite:clientele-demo.db`)) as {
        groupId: string | null
        totalCount: number
      }[]
      const countOf = (id: string | null): number | undefined =>
        counts.find(({ groupId }) => groupId === id)?.totalCount
      expect(countOf('estonia')).toBeGreaterThan(5)
      expect(countOf(null)).toBeLessThan(5)
    },
  )

  it('shows your own register in its groups on a past day', async () => {
    await write('own')
    await at.run('demo --register own --today 2021-03-04')
    expect(await at.json('members accounting --as-of 2021-03-04 --store sqlite:clientele-demo.db')).toHaveLength(1)
  })
})
