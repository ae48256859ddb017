import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const contact = (personId: string, firstName: string, lastName: string, email: string): [string, object] => [
  'RegisterContact',
  { personId, firstName, lastName, email },
]

beforeAll(async () => {
  at = await desk()
  const { code, err } = await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho', admin: true, teams: ['north'] }],
    ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg', teams: ['north'] }],
    ['AddClassifierValue', { catalogue: 'contactCategory', value: 'vip' }],
    ['AddClassifierValue', { catalogue: 'contactCategory', value: 'press' }],
    ['AddClassifierValue', { catalogue: 'customerProperty', value: 'exporter' }],
    ['AddContactProperty', { number: 7, name: 'Newsletter' }],
    ['AddContactProperty', { number: 8, name: 'Fair' }],
    [
      'RegisterCustomer',
      { customerId: 'zeta', kind: 'company', name: 'Zeta Oy', ownerId: 'bert', contactInfo: { city: 'Åbo' } },
    ],
    ['RegisterCustomer', { customerId: 'evil', kind: 'company', name: '=1+1' }],
    ['AssignResponsible', { customerId: 'zeta', employeeId: 'bert', from: null }],
    ['AssignCustomerProperty', { customerId: 'evil', property: 'exporter' }],
    contact('maria', 'Maria', 'Maa', 'maria@maa.example'),
    contact('evil', '+1', '=cmd()', 'evil@mail.example'),
    ['LinkContactToCompany', { personId: 'maria', customerId: 'zeta' }],
    ['LinkContactToCompany', { personId: 'evil', customerId: 'evil' }],
    ['AssignContactCategory', { personId: 'maria', category: 'vip' }],
    ['AssignContactProperty', { personId: 'maria', propertyNo: 7 }],
    ['RegisterTask', { personIds: ['maria'], title: 'Call back', dueDate: '2026-12-01' }],
    ['RegisterMeeting', { personIds: ['maria'], title: 'Lunch', date: '2026-12-02' }],
    ['WriteNote', { links: { customerIds: ['zeta'] }, text: '=HYPERLINK(1)' }],
    ['LinkFile', { personIds: ['maria'], fileRef: 'f1', name: 'Offer.pdf', source: 'upload' }],
  )
  expect([code, err]).toEqual([0, ''])
})

afterAll(() => at.remove())

const ids = async (line: string): Promise<readonly string[]> =>
  ((await at.json(line)) as { personId: string }[]).map(({ personId }) => personId)

describe('contacts', () => {
  it('are searched by field, by owner and by category', async () => {
    expect(await ids('contacts')).toEqual(['evil', 'maria'])
    expect(await ids('contacts --search abo --search-type address')).toEqual(['maria'])
    expect(await ids('contacts --selection mine --viewer bert')).toEqual(['maria'])
    expect(await ids('contacts --selection mine --viewer anna')).toEqual(['evil'])
    expect(await ids('contacts --selection myGroup --viewer anna')).toEqual(['evil', 'maria'])
    expect(await ids('contacts --category vip')).toEqual(['maria'])
    expect(await ids('contacts --category vip press --search nobody')).toEqual([])
  })

  it('of mine need a viewer', async () => {
    const { code, out, err } = await at.run('contacts --selection mine')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/--selection mine needs to know whose.*--viewer/)
  })

  it('have the same rows in CSV and Excel, and formulas are escaped', async () => {
    const { code } = await at.run('contacts --csv list.csv --xlsx list.xlsx --locale sv')
    expect(code).toBe(0)
    const rows = [
      ['Person-id', 'Namn', 'E-post', 'Telefon', 'Titel', 'Företag'],
      ['evil', "'=cmd(), +1", 'evil@mail.example', '', '', "'=1+1"],
      ['maria', 'Maa, Maria', 'maria@maa.example', '', '', 'Zeta Oy'],
    ]
    const text = await readFile(join(at.directory, 'list.csv'), 'utf8')
    expect(text).toBe(
      rows.map((row) => `${row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')}\r\n`).join(''),
    )
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'list.xlsx'))
    const sheet = workbook.worksheets[0]
    expect(sheet?.getCell('B2').value).toBe('=cmd(), +1')
    expect(sheet?.getCell('F2').type).toBe(ExcelJS.ValueType.String)
    expect(sheet?.rowCount).toBe(3)
  })
})

describe('the card of a contact', () => {
  it('has companies, tasks, meetings, notes, files, e-mails and history', async () => {
    expect(await at.json('contact maria')).toMatchObject({
      personId: 'maria',
      kinds: ['companyContact'],
      companies: [{ id: 'zeta' }],
      tasks: [{ title: 'Call back' }],
      meetings: [{ title: 'Lunch', owner: { id: 'anna' } }],
      notes: [{ origin: 'company' }],
      files: [{ fileRef: 'f1' }],
      emails: { restricted: false, rows: [] },
      history: expect.arrayContaining([expect.objectContaining({ type: 'ContactRegistered' })]),
    })
  })

  it('has a table for each tab, with headings and built-in words in the language', async () => {
    const { code, out, err } = await at.run('contact maria --locale fi')
    expect([code, err]).toEqual([0, ''])
    for (const title of ['Yritykset', 'Tehtävät', 'Tapaamiset', 'Muistiinpanot', 'Tiedostot', 'Historia'])
      expect(out).toContain(`\n\n${title}\n┌`)
    expect(out).toMatch(/│ Tyyppi +│ yrityksen yhteyshenkilö/)
    expect(out).toMatch(/Offer.pdf │ f1 +│ ladattu/)
    expect(out).not.toContain('Sähköpostit\n')
    expect(out).toContain('=HYPERLINK')
  })
})

describe('the target group', () => {
  it('is filtered by customer properties and contact properties', async () => {
    const persons = async (line: string): Promise<readonly string[]> =>
      ((await at.json(line)) as { persons: { personId: string }[] }).persons.map(({ personId }) => personId)
    expect(await persons('audience --channel email')).toEqual(['evil', 'maria'])
    expect(await persons('audience --channel email --property exporter')).toEqual(['evil'])
    expect(await persons('audience --channel email --contact-property 7')).toEqual(['maria'])
    expect(await persons('audience --channel email --contact-property 7 8 --property exporter')).toEqual([])
  })

  it('names the customers in a listing', async () => {
    const { out } = await at.run('audience --channel email --locale et --csv -')
    expect(out).toBe(
      "Isiku ID,Nimi,Kliendid,Põhjus,Avaldus\r\nevil,'+1 =cmd(),'=1+1,takistust ei ole,\r\n" +
        'maria,Maria Maa,Zeta Oy,takistust ei ole,\r\n',
    )
  })

  it('says below a table how many are excluded and why, and on stderr beside a file', async () => {
    const excluded = 'Left out: 0 banned, 0 without consent, 0 erased, 2 without an address.\n'
    const table = await at.run('audience --channel letter')
    expect([table.out.endsWith(excluded), table.err]).toEqual([true, ''])
    const file = await at.run('audience --channel letter --csv -')
    expect([file.out.includes('Left out'), file.err]).toEqual([false, excluded])
  })

  it.each([
    ['audience --channel fax', 2, /channel/],
    ['audience --channel sms --contact-property seven', 2, /--contact-property must be a whole number.*seven/],
    ['report --group nowhere', 1, /no customer group "nowhere".*clientele groups/],
    ['contacts --selection theirs', 2, /selection/],
  ])('%s is refused with what to do', async (line, exit, sentence) => {
    const { code, out, err } = await at.run(line)
    expect([code, out]).toEqual([exit, ''])
    expect(err).toMatch(sentence)
  })
})
