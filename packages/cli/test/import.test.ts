import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const files: { readonly [file: string]: string } = {
  'employees.csv': 'employeeId,name\n1,Anna Aho\n',
  'customer-groups.csv': 'groupId,name\nclients,Clients\n',
  'customers.csv': 'customerId,kind,name,groupId\nacme,company,Acme,clients\nbolt,company,Bolt,\n',
  'responsibilities.csv': 'subjectKind,subjectId,employeeId,from\ncustomer,acme,1,\n',
}

const register = async (more: { readonly [file: string]: string } = {}): Promise<void> => {
  await mkdir(join(at.directory, 'register'))
  for (const [file, text] of Object.entries({ ...files, ...more }))
    await writeFile(join(at.directory, 'register', file), text)
}

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

describe('import', () => {
  it('reads a directory, the second time without new events', async () => {
    await register()
    expect(await at.json('import register')).toMatchObject({ read: 5, accepted: 5, rejected: 0, problems: [] })
    expect(await at.json('import register')).toMatchObject({ read: 5, unchanged: 5, events: 0 })
    expect(await at.json('matrix')).toMatchObject({ rows: [{ cells: { 1: { responsible: true } } }, { cells: {} }] })
  })

  it('reports a bad row with file and line, continues and exits with 1', async () => {
    await register({ 'responsibilities.csv': 'subjectKind,subjectId,employeeId\ncustomer,nobody,1\ncustomer,acme,1\n' })
    const json = await at.run('import register --json --dry-run')
    expect(JSON.parse(json.out)).toMatchObject({
      accepted: 5,
      rejected: 1,
      problems: [{ file: 'responsibilities.csv', line: 2, error: 'CustomerNotFound' }],
    })
    const { code, out, err } = await at.run('import register')
    expect([json.code, code]).toEqual([1, 1])
    expect(out).toMatch(/rejected +│ 1/)
    expect(err).toMatch(/^responsibilities.csv:2: There is no customer nobody\./)
    expect(err).toContain('Rows refused: 1')
  })

  it('with --dry-run changes nothing and creates no store', async () => {
    await register()
    expect(await at.json('import register --dry-run')).toMatchObject({ accepted: 5 })
    expect(existsSync(join(at.directory, 'clientele.db'))).toBe(false)
    await at.given(['RegisterCustomer', { customerId: 'acme', kind: 'company', name: 'Acme' }])
    expect(await at.json('import register --dry-run')).toMatchObject({ accepted: 5 })
    expect(await at.json('stats')).toMatchObject({ events: 1 })
  })

  it('reports that there is nothing to read', async () => {
    await mkdir(join(at.directory, 'empty'))
    await writeFile(join(at.directory, 'empty', 'notes.txt'), 'x')
    const { code, err } = await at.run('import empty --store memory:')
    expect([code, err]).toEqual([1, expect.stringContaining('There is nothing to import there')])
  })

  it('describes the format of a file, in one line', async () => {
    const text = 'Asiakastunnus;Nimi;Aloituspäivä\na;Äänekoski;x\n'
    await writeFile(join(at.directory, 'customers.csv'), Buffer.from(text, 'latin1'))
    const { code, err } = await at.run('import customers.csv')
    expect([code, err]).toEqual([
      0,
      'customers.csv: read as windows-1252 with semicolons between cells.\n' +
        'customers.csv: these columns are not imported: Aloituspäivä.\n',
    ])
    expect(await at.json('customers')).toMatchObject([{ name: 'Äänekoski' }])
  })

  it('writes templates that can be imported, and replaces no file', async () => {
    expect(await at.run('import made --template csv --locale fi')).toMatchObject({ code: 0, out: '' })
    const created = await readdir(join(at.directory, 'made'))
    expect(created).toHaveLength(13)
    expect(await readFile(join(at.directory, 'made', 'customers.csv'), 'utf8')).toMatch(/^Asiakastunnus,Tyyppi,Nimi,/)
    expect(await at.json('import made')).toMatchObject({ read: 0, problemCount: 0, files: { length: 13 } })
    expect(await at.run('import made --template csv')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is a settings.csv already'),
    })
    expect(await at.run('import one/contacts.xlsx --template xlsx')).toMatchObject({ code: 0 })
    for (const place of ['one/contacts.xlsx/all', 'made/contacts.csv'])
      expect(await at.run(`import ${place} --template xlsx`)).toMatchObject({
        code: 1,
        err: expect.stringContaining('is no directory'),
      })
    expect(await readdir(join(at.directory, 'one'))).toEqual(['contacts.xlsx'])
    expect(await at.json('import one/contacts.xlsx')).toMatchObject({ read: 0, problemCount: 0 })
    expect(existsSync(join(at.directory, 'keys'))).toBe(false)
  })

  it('reads headings, separators and dates as specified', async () => {
    await register({ 'theirs.csv': '' })
    await writeFile(
      join(at.directory, 'map.csv'),
      'Theirs;Ours\nAsno;customerId\nFirma;name\nLiittyi;registered\nMuu;\n',
    )
    await writeFile(join(at.directory, 'customers.csv'), 'Asno:Firma:Liittyi:Muu\na:A:31.12.2024:x\n')
    const { code, err } = await at.run('import customers.csv --map map.csv --delimiter : --dates d.m.y')
    expect([code, err]).toEqual([0, expect.stringContaining('not imported: Muu')])
    expect((await at.run('history a --json')).out).toContain('2024-12-31T12:00')
    expect((await at.run('import customers.csv --map nowhere.csv')).code).toBe(1)
  })

  it.each([
    ['Windows-1252 with semicolons', Buffer.from('Theirs;Ours\nÄsno;customerId\nFirma;name\n', 'latin1')],
    ['UTF-16 with tabs', Buffer.from('\uFEFFTheirs\tOurs\nÄsno\tcustomerId\nFirma\tname\n', 'utf16le')],
    ['quotes', Buffer.from('"Äsno","customerId"\n"Firma","name"\n')],
  ])('takes a map of headings in %s', async (_, map) => {
    await writeFile(join(at.directory, 'map.csv'), map)
    await writeFile(join(at.directory, 'customers.csv'), 'Äsno,Firma\na,A\n')
    const { code, err } = await at.run('import customers.csv --map map.csv')
    expect([code, err]).toEqual([0, ''])
  })

  it('imports nothing if the file of refused rows would replace one that it reads, or the register', async () => {
    await register({ 'customers.csv': 'customerId,name\nacme,Acme\nbolt\n' })
    await writeFile(join(at.directory, 'theirs.csv'), 'Theirs,name\n')
    await at.given(['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }])
    for (const file of ['register/customers.csv', './theirs.csv', 'clientele.db']) {
      const before = await readFile(join(at.directory, file))
      const { code, out, err } = await at.run(`import register --map theirs.csv --problems ${file}`)
      expect([code, out]).toEqual([1, ''])
      expect(err).toContain('would be replaced: give another file')
      expect(await readFile(join(at.directory, file))).toEqual(before)
    }
    expect(await at.json('customers')).toEqual([])
  })

  it('writes the refused rows to an Excel file that can be corrected and imported', async () => {
    await register({
      'customers.csv': 'customerId,kind,name,groupId\nacme,company,Acme,clients\nbolt,company,Bolt,nowhere\n',
      'contacts.csv': 'personId,lastName,customerIds\np,P,"acme, bolt"\n',
    })
    const { code, err } = await at.run('import register --problems refused.xlsx')
    expect([code, err]).toEqual([1, expect.stringContaining('Wrote 2 refused rows into refused.xlsx')])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'refused.xlsx'))
    const [customers, contacts] = workbook.worksheets
    const cells = (row: number) =>
      ['A', 'B', 'C', 'D', 'E', 'F'].map((column) => customers?.getCell(`${column}${row}`).value)
    expect(cells(1)).toEqual(['customerId', 'kind', 'name', 'groupId', 'Row in the file', 'Problem'])
    expect(cells(2)).toEqual(['bolt', 'company', 'Bolt', 'nowhere', 3, expect.stringContaining('nowhere')])
    if (customers !== undefined) customers.getCell('D2').value = 'clients'
    if (contacts !== undefined) contacts.getCell('C2').value = 'acme;bolt'
    await workbook.xlsx.writeFile(join(at.directory, 'refused.xlsx'))
    expect(await at.json('import refused.xlsx')).toMatchObject({ read: 2, accepted: 2, problems: [] })
    expect((await at.run('customers --csv - --csv-for excel-eu')).out).toMatch(/^\uFEFF.*;/)
  })

  it('finds no changes in its own Excel export, and one change after a cell is edited', async () => {
    await register()
    await at.run('import register')
    await at.run('customers --xlsx customers.xlsx --locale sv')
    expect(await at.json('import customers.xlsx')).toMatchObject({ read: 2, unchanged: 2, events: 0, problems: [] })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'customers.xlsx'))
    const sheet = workbook.worksheets[0]
    const names = sheet?.getRow(1).values
    const at1 = Array.isArray(names) ? names.indexOf('Namn') : 0
    if (sheet !== undefined) sheet.getRow(2).getCell(at1).value = 'Acme Renamed'
    await workbook.xlsx.writeFile(join(at.directory, 'customers.xlsx'))
    expect(await at.json('import customers.xlsx')).toMatchObject({ accepted: 1, unchanged: 1 })
  })

  it('reports a missing directory', async () => {
    const { code, err } = await at.run('import nowhere --store memory:')
    expect([code, err]).toEqual([1, 'There is no such directory: nowhere. Give a directory with .csv files.\n'])
  })
})

describe('demo', () => {
  it('imports a register once, shows it and writes the Excel files', async () => {
    await register()
    const first = await at.run('demo --register register')
    expect([first.code, first.err]).toEqual([0, ''])
    expect(first.out).toMatch(/Loaded 5 rows as \d+ events into sqlite:clientele-demo.db/)
    for (const shown of ['Who is responsible', 'Everybody responsible', 'What happened to Acme', 'Try next:'])
      expect(first.out).toContain(shown)
    const written = ['assignees.xlsx', 'customers.xlsx', 'group-members.xlsx', 'history.xlsx', 'matrix.xlsx']
    expect((await readdir(join(at.directory, 'out'))).sort()).toEqual(written)
    const second = await at.run('demo --register register')
    expect(second.out).toContain('loaded already: nothing is loaded twice')
    expect(await at.json('stats --store sqlite:clientele-demo.db')).toMatchObject({
      events: Number(/as (\d+) events/.exec(first.out)?.[1]),
    })
  })

  it('writes to the given directory in the given language, one sheet per group', async () => {
    await register()
    const { code } = await at.run('demo --register register --store memory: --out deep/files --locale fi')
    expect(code).toBe(0)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'deep/files/group-members.xlsx'))
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Clients', 2],
      [expect.any(String), 2],
    ])
  })

  it('is refused a place for its files that is a file, in a sentence', async () => {
    await register()
    await writeFile(join(at.directory, 'taken'), '')
    const out = join(at.directory, 'taken')
    expect(await at.run('demo --register register --store memory: --out taken')).toMatchObject({
      code: 1,
      err: `${out} was not written: there is a file of that name: give another name.\n`,
    })
  })

  it('suggests commands that work', async () => {
    await register()
    const { out } = await at.run('demo --register register')
    const lines = out.split('\n').filter((line) => line.includes('npx clientele'))
    expect(lines).toHaveLength(3)
    for (const line of lines) {
      const [, input = '', words = ''] = /^ *(?:echo '(.*)' \| )?npx clientele (.*)$/.exec(line) ?? []
      expect(await at.run(words.replaceAll('"', ''), { input })).toMatchObject({ code: 0, err: '' })
    }
  })

  it('creates nothing for a missing directory', async () => {
    expect(await at.run('demo --register nowhere')).toMatchObject({ code: 1, out: '' })
    expect(await readdir(at.directory)).toEqual([])
  })
})
