import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { viewQuestions } from '../../src/requests/questions.js'
import { crawl } from '../crawling.js'
import { fillRegister, type Given, type ServedRegister, serving } from '../served.js'

const role = (roleId: string, name: string): Given => [
  'DefineRole',
  { roleId, name, kind: 'customer', cardinality: 'many', required: false },
]

const given: readonly Given[] = [
  role('manager', 'Account manager'),
  role('clerk', 'Clerk'),
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy' }],
  ['AssignResponsible', { customerId: 'acme', employeeId: 'bert', roleId: 'manager', from: '2026-01-01' }],
  ['AddResponsibleRole', { customerId: 'acme', employeeId: 'bert', roleId: 'clerk' }],
  ['AssignResponsible', { customerId: 'berg', employeeId: 'bert', from: '2026-01-01' }],
]

let anna: ServedRegister

beforeEach(async () => {
  anna = await serving(await fillRegister(given))
})

afterEach(() => anna.close())

/** The address of a download that a page offers. */
const downloadLink = async (path: string, ending: string): Promise<string> => {
  const page = await (await anna.ask(path)).text()
  const found = new RegExp(`href="([^"]*/download/[^"]*\\.${ending}[^"]*)"`).exec(page)?.[1] ?? ''
  return found.replaceAll('&amp;', '&')
}

const nameIn = (response: Response): string =>
  /filename="(.*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''

describe('the files exported from pages', () => {
  test('have the roles of the matrix in their cells, like the page', async () => {
    const file = await anna.ask(await downloadLink('/', 'csv'))
    const lines = (await file.text()).trim().split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFF?Customer Name,Anna Aalto,Bert Berg$/)
    expect(lines.slice(1)).toEqual(['Acme Oy,,"Account manager, Clerk"', 'Berg Oy,,x'])
  })

  test('are named after their contents and day', async () => {
    const today = anna.crm.today()
    expect(nameIn(await anna.ask(await downloadLink('/?asOf=2026-04-15', 'xlsx')))).toBe(
      'responsibilities-2026-04-15.xlsx',
    )
    expect(nameIn(await anna.ask(await downloadLink('/persons-in-charge', 'csv')))).toBe(
      `persons-in-charge-${today}.csv`,
    )
    expect(nameIn(await anna.ask(await downloadLink('/contacts', 'csv')))).toBe(`contacts-${today}.csv`)
  })

  test('exist for every link on every page', async () => {
    await anna.post({ type: 'RegisterContact', data: { personId: 'pia', lastName: 'Öst' } })
    await anna.post({ type: 'RegisterProject', data: { projectId: 'cellar', customerId: 'acme', name: 'Cellar' } })
    const links = new Set<string>()
    for await (const { html } of crawl((path) => anna.ask(path)))
      for (const [, link = ''] of html.matchAll(/href="([^"]*\/download\/[^"]*)"/g))
        links.add(link.replaceAll('&amp;', '&'))
    expect(links.size).toBeGreaterThan(10)
    expect([...links].filter((link) => link.includes('contactCardSections'))).toEqual([
      expect.stringContaining('.xlsx?'),
    ])
    for (const link of links) {
      const file = await anna.ask(link)
      expect([link, file.status, nameIn(file) !== '']).toEqual([link, 200, true])
      await file.body?.cancel()
    }
  })

  test('have descriptive names for every listing', async () => {
    const listings = [...viewQuestions()].filter(([, { isListing }]) => isListing).map(([name]) => name)
    const names: string[] = []
    for (const listing of listings) {
      const response = await anna.ask(`/views/${listing}`, { headers: { accept: 'text/csv' } })
      if (response.ok) names.push(nameIn(response))
    }
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*-\d{4}-\d{2}-\d{2}\.csv$/)
    for (const name of names) expect(name).not.toMatch(/listing|export|sections|matrix/)
  })
})
