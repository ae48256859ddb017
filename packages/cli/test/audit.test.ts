import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
  const done = await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna', admin: true }],
    ['RegisterEmployee', { employeeId: 'bo', name: 'Bo' }],
    ['RegisterCustomer', { customerId: 'acme', name: 'Acme' }],
    ['ChangeCustomerDetails', { customerId: 'acme', changes: { phone: '123' } }],
    ['RegisterCustomer', { customerId: 'secret', name: 'Secret', ownerId: 'anna', private: true }],
  )
  expect(done.code, done.err).toBe(0)
})

afterEach(() => at.remove())

type Changes = {
  readonly total: number
  readonly rows: readonly {
    readonly position: string
    readonly type: string
    readonly subject: { readonly id: string }
  }[]
}

const changes = async (line: string): Promise<Changes> => (await at.json(`audit changes ${line}`.trim())) as Changes

const subjects = async (line: string): Promise<readonly string[]> =>
  (await changes(line)).rows.map(({ subject }) => subject.id)

describe('clientele audit changes', () => {
  it('lists what changed in the whole register, newest first', async () => {
    const { rows, total } = await changes('')
    expect(rows.map(({ type, subject }) => `${type} ${subject.id}`)).toEqual([
      'CustomerRegistered secret',
      'CustomerDetailsChanged acme',
      'CustomerRegistered acme',
      'EmployeeRegistered bo',
      'EmployeeRegistered anna',
    ])
    expect(total).toBe(5)
  })

  it.each([
    ['acme', ['acme', 'acme']],
    ['--field phone', ['acme']],
    ['--type EmployeeRegistered,CustomerRegistered --limit 2', ['secret', 'acme']],
    ['--by anna --offset 3', ['bo', 'anna']],
    ['--by bo', []],
    ['--from 2024-01-02 --to 2024-01-02 --limit 1', ['secret']],
    ['--from 2024-01-03', []],
    ['--recorded-to 2024-01-01', []],
    ['--origin import', []],
    ['--viewer bo', ['acme', 'acme', 'bo', 'anna']],
  ])('%s', async (line, expected) => {
    expect(await subjects(line)).toEqual(expected)
  })

  it('has the same rows as CSV and Excel', async () => {
    const positions = (await changes('')).rows.map(({ position }) => position)
    const ran = await at.run('audit changes --csv a.csv --xlsx a.xlsx --locale sv')
    expect([ran.code, ran.out]).toEqual([0, ''])
    const [head = '', ...lines] = (await readFile(join(at.directory, 'a.csv'), 'utf8')).trim().split(/\r?\n/)
    expect(head).toContain('Händelse')
    expect(lines.map((line) => line.split(/[;,]/)[0]?.replaceAll('"', ''))).toEqual(positions)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'a.xlsx'))
    const cells = workbook.worksheets[0]?.getColumn(1).values.slice(2) ?? []
    expect(cells.map(String)).toEqual(positions)
  })

  it('prints a table', async () => {
    const { code, out } = await at.run('audit changes --type CustomerDetailsChanged')
    expect(code).toBe(0)
    expect(out).toContain('Phone: 123')
  })
})

describe('clientele audit', () => {
  it('field-history prints the values of a field, their days and recording times', async () => {
    const rows = await at.json('audit field-history acme --field phone')
    expect(rows).toEqual([
      { value: '123', from: '2024-01-02', until: null, knownFrom: expect.any(String), knownUntil: null },
    ])
    const { out } = await at.run('audit field-history acme --field phone')
    expect(out).toMatch(/First day[\s\S]*123 .*2024-01-02/)
  })

  it('timeline without --field draws every field of the subject, below one another', async () => {
    await at.run('audit timeline acme --svg all.svg')
    const svg = await readFile(join(at.directory, 'all.svg'), 'utf8')
    const titles = [...svg.matchAll(/<title id="timeline-(\w+)-title">([^<]*)</g)].map(([, field, title]) => [
      field,
      title,
    ])
    expect(titles.slice(0, 2)).toEqual([
      ['name', 'Name: Acme'],
      ['kind', 'Kind: Acme'],
    ])
    expect(titles.at(-1)).toEqual(['phone', 'Phone: Acme'])
    const two = (await at.run('audit timeline acme --field phone,name --svg -')).out
    expect(two.match(/<title id="timeline-\w+-title">/g)).toHaveLength(2)
  })

  it('timeline draws them to a file, or prints the table', async () => {
    const ran = await at.run('audit timeline acme --field phone --svg phone.svg --locale sv')
    expect([ran.code, ran.out, ran.err]).toEqual([0, '', 'Wrote phone.svg.\n'])
    const svg = await readFile(join(at.directory, 'phone.svg'), 'utf8')
    expect(svg).toMatch(/^<svg .*<title id="timeline-title">Telefon: Acme<\/title>.*<rect .*<\/svg>\n$/s)
    expect((await at.run('audit timeline acme --field phone --svg -')).out).toContain('<svg ')
    expect((await at.run('audit timeline acme --field phone')).out).toBe(
      (await at.run('audit field-history acme --field phone')).out,
    )
  })

  it('difference prints what differs on another day', async () => {
    const { rows, more } = (await at.json('audit difference --from 2024-01-01 --to 2024-01-02 --field phone')) as {
      readonly rows: readonly object[]
      readonly more: boolean
    }
    const subject = { kind: 'customer', id: 'acme', name: 'Acme' }
    expect([rows, more]).toEqual([[{ subject, field: 'phone', label: 'Phone', old: null, new: '123' }], false])
    const seen = await at.run('audit difference --from 2024-01-01 --to 2024-01-02 --viewer bo')
    expect(seen.out).toMatch(/Acme .*Phone/)
    expect(seen.out).not.toContain('Secret')
    const known = await at.json('audit difference acme --from-known-at 2000-01-01T00:00:00Z --to 2024-01-02 --limit 1')
    expect(known).toMatchObject({ rows: [{ subject, old: null }], more: true })
  })

  it('explain prints why an employee is responsible, or why a person may be contacted', async () => {
    const assigned = ['AssignResponsible', { customerId: 'acme', employeeId: 'bo' }] as const
    expect((await at.given(assigned)).code).toBe(0)
    const why = await at.run('audit explain acme --employee bo --locale fi')
    expect(why.err).toBe('kyllä: merkitty vastuuhenkilöksi.\n')
    expect(why.out).toContain('Bo')
    expect(await at.json('audit explain acme --employee anna --as-of 2024-01-02')).toMatchObject({
      responsible: false,
      because: 'neverAssigned',
      events: [],
    })
    expect(await at.json('audit explain acme --channel email')).toMatchObject({ allowed: true, because: 'default' })
  })

  it('accepts the position of an event for --known-at, as all questions do', async () => {
    const [, , registered] = (await changes('')).rows
    const position = registered?.position ?? ''
    expect((await changes(`--known-at ${position}`)).total).toBe(3)
    expect(await at.json(`customers --known-at ${position}`)).toMatchObject([{ customerId: 'acme' }])
    const since = await at.json(`audit difference acme --from-known-at ${position}`)
    expect(since).toMatchObject({ rows: [{ field: 'phone', old: null, new: '123' }] })
    for (const unknown of ['0', '12/12'])
      expect((await at.run(`matrix --known-at ${unknown}`)).err).toMatch(/position of an event/)
  })

  it('accepts --known-at', async () => {
    const { total } = await changes('--known-at 2000-01-01T00:00:00Z')
    expect(total).toBe(0)
  })

  it('accepts employees who did nothing, and whoever acted without being an employee', async () => {
    expect((await changes('--by bo')).total).toBe(0)
    const group = { type: 'CreateSpecialGroup', data: { specialGroupId: 'stars', name: 'Stars' } }
    await at.run('execute --by robot', { input: JSON.stringify(group) })
    expect((await changes('--by robot')).total).toBe(1)
    expect(await at.json('history acme --actor robot')).toEqual([])
  })

  it('prints its rows as JSON lines', async () => {
    const { out } = await at.run('audit changes --jsonl - --limit 2')
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ record, eventType }) => [record, eventType])).toEqual([
      ['Secret', 'CustomerRegistered'],
      ['Acme', 'CustomerDetailsChanged'],
    ])
  })

  it('durations prints how long a customer had an owner', async () => {
    const rows = await at.json('audit durations secret --of owner --as-of 2024-01-11')
    expect(rows).toEqual([{ name: 'Anna', id: 'anna', from: '2024-01-02', until: null, days: 10 }])
    expect((await at.run('audit durations secret --of owner --csv -')).out).toContain('Anna')
  })
})

describe('clientele audit reports errors', () => {
  it.each([
    ['audit', 2, 'QUESTION|Not enough'],
    ['audit shoes', 2, 'There is no question "shoes": ask for changes'],
    ['audit changes --from 2024-02-02 --to 2024-02-01', 2, '--from is later'],
    ['audit changes --recorded-from 2024-02-02 --recorded-to 2024-02-01', 2, '--recorded-from is later'],
    ['audit changes --origin magic', 2, 'origin'],
    ['audit changes --type Shoe', 1, 'There is no type of event "Shoe"'],
    ['audit changes --field shoe', 1, 'There is no field "shoe" for --field'],
    ['audit changes --by mallory', 1, 'There is no employee "mallory" for --by'],
    ['audit changes acme --by secret --viewer bo', 1, 'There is no employee "secret" for --by'],
    ['history acme --actor mallory', 1, 'There is no employee "mallory" for --actor'],
    ['audit timeline acme --svg acme.svg --csv acme.csv', 2, '--csv'],
    ['audit timeline acme --svg - --json', 2, '--json'],
    ['audit changes nobody', 1, 'Nothing is known of "nobody"'],
    ['audit changes secret --viewer bo', 1, 'Nothing is known of "secret"'],
    ['audit changes --viewer mallory', 1, 'There is no employee "mallory"'],
    ['audit changes --of group', 2, 'does not take --of'],
    ['audit field-history acme', 2, 'needs --field'],
    ['audit field-history --field phone', 2, 'needs a SUBJECT'],
    ['audit field-history acme --field phone --by anna', 2, 'does not take --by'],
    ['audit field-history acme --field shoe', 1, 'Nothing was ever said of the field "shoe"'],
    ['audit durations acme', 2, 'needs --of'],
    ['audit durations bo --of group', 2, 'is about a customer'],
    ['audit durations acme --of shoes', 2, 'of'],
    ['audit changes --csv clientele.db', 1, 'clientele.db'],
    ['audit changes --jsonl clientele.db', 1, 'clientele.db'],
    ['audit changes --json --jsonl -', 2, '--json and --jsonl - would both'],
    ['audit changes --csv - --jsonl -', 2, '--csv - and --jsonl - would both'],
    ['audit difference', 2, 'needs --from or --from-known-at'],
    ['audit difference --from 2024-02-02 --to 2024-02-01', 2, '--from is later'],
    ['audit difference acme --from 2024-01-01 --of group', 2, 'does not take --of'],
    ['audit explain acme', 2, 'needs either --employee or --channel'],
    ['audit explain acme --employee bo --channel email', 2, 'needs either --employee or --channel'],
    ['audit explain acme --employee bo --customer acme', 2, '--customer goes with --channel'],
    ['audit explain acme --channel email --role x', 1, 'There is no role "x"'],
    ['audit explain bo --employee bo', 2, 'is about a customer or project'],
    ['audit explain bo --channel email', 2, 'is about a person or customer'],
    ['audit explain secret --employee bo --viewer bo', 1, 'Nothing is known of "secret"'],
    ['audit timeline acme', 2, 'needs --field'],
    ['audit timeline acme --field shoe --svg shoe.svg', 1, 'Nothing was ever said of the field "shoe"'],
    ['audit timeline acme --field phone --svg clientele.db', 1, 'clientele.db'],
    ['audit timeline acme --field phone --svg nowhere/phone.svg', 1, 'directory does not exist'],
  ])('%s', async (line, exit, problem) => {
    const { code, out, err } = await at.run(line)
    expect(err).toMatch(new RegExp(problem))
    expect([code, out]).toEqual([exit, ''])
  })
})
