import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

const role = { roleId: 'manager', name: 'Account manager', kind: 'customer', cardinality: 'many', required: false }

const assigned = (customerId: string, employeeId: string, more: object = {}): Given => [
  'AssignResponsible',
  { customerId, employeeId, ...more },
]

const given: readonly Given[] = [
  ['DefineRole', role],
  ['RegisterEmployee', { employeeId: 'cara', name: 'Cara Coil' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy' }],
  assigned('acme', 'bert', { roleId: 'manager', from: '2020-01-01' }),
  assigned('berg', 'bert', { from: '2021-01-01' }),
  assigned('berg', 'anna', { from: '2020-01-01', until: '2020-07-01' }),
]

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
  await office.page.goto(`${office.at}/persons-in-charge`)
})

afterEach(() => office.close())

afterAll(closeBrowser)

type Page = Office['page']

const status = (page: Page, text: RegExp) => page.getByRole('status').getByText(text).waitFor()

const rowsIn = async (page: Page): Promise<readonly string[]> =>
  Promise.all(
    (await page.locator('tbody tr').all()).map(async (row) =>
      (await row.locator('th, td').allTextContents()).filter((text) => text !== '').join(' | '),
    ),
  )

inBrowser('every person in charge is listed, with filters in the address', async () => {
  const { page } = office
  expect(await rowsIn(page)).toEqual([
    'Acme Oy | Bert Berg | Account manager | 2020-01-01 – | Change',
    'Berg Oy | Bert Berg | 2021-01-01 – | Change',
  ])
  await expectAccessible(page)
  await page.getByLabel('Ended ones too').check()
  await page.getByLabel('Person in charge').selectOption('anna')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/employeeId=anna/)
  await page.getByText('2020-06-30').waitFor()
  expect(await rowsIn(page)).toEqual(['Berg Oy | Anna Aalto | 2020-01-01 – 2020-06-30 | Change'])
  await page.goBack()
  await page.getByRole('link', { name: 'Acme Oy', exact: true }).waitFor()
  expect(office.console).toEqual([])
})

inBrowser('a responsibility that has not started on the day is marked', async () => {
  const { page } = office
  const later = { customerId: 'acme', employeeId: 'cara', from: '2099-06-01' }
  await office.crm.executeUnknown({ type: 'AssignResponsible', data: later })
  await page.goto(`${office.at}/persons-in-charge`)
  expect(await rowsIn(page)).toContain('Acme Oy | Cara Coil | 2099-06-01 – (begins later) | Change')
  await page.goto(`${office.at}/persons-in-charge?asOf=2099-06-01`)
  expect(await rowsIn(page)).toContain('Acme Oy | Cara Coil | 2099-06-01 –')
})

inBrowser('a customer is found by a part of its name', async () => {
  const { page } = office
  await page.getByLabel('Customer contains').fill('acm')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('navigation', { name: 'Which customer?' }).getByRole('link', { name: 'Acme Oy' }).click()
  await page.getByLabel('Only Acme Oy').waitFor()
  expect((await rowsIn(page)).length).toBe(1)
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser(
  'the days of a responsibility are changed, an empty interval is refused, and the change is undone',
  async () => {
    const { page } = office
    await page.getByRole('link', { name: 'Change Bert Berg, Acme Oy' }).click()
    const days = page.getByRole('region', { name: 'Days' })
    await days.getByLabel('Last day').fill('2019-01-01')
    await days.getByRole('button').click()
    await page.getByRole('alert').waitFor()
    await expectAccessible(page)
    await days.getByLabel('Last day').fill('2099-12-31')
    await days.getByRole('button').click()
    await status(page, /2099-12-31/)
    expect(await rowsIn(page)).toContain('Acme Oy | Bert Berg | Account manager | 2020-01-01 – 2099-12-31 | Change')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator('td.days').getByText('2099-12-31').waitFor({ state: 'detached' })
    expect(await rowsIn(page)).toContain('Acme Oy | Bert Berg | Account manager | 2020-01-01 – | Change')
    expect(office.console).toEqual([])
  },
)

inBrowser('a responsibility is ended on a day, and the end is undone', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Change Bert Berg, Berg Oy' }).click()
  const end = page.getByRole('region', { name: 'End' })
  await end.getByLabel('Last day').fill('2098-03-31')
  await end.getByRole('button').click()
  await status(page, /2098-03-31/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('td.days').getByText('2098-03-31').waitFor({ state: 'detached' })
  expect(await rowsIn(page)).toContain('Berg Oy | Bert Berg | 2021-01-01 – | Change')
  expect(office.console).toEqual([])
})

inBrowser('a role is given, and reassigned to another employee', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Change Bert Berg, Berg Oy' }).click()
  await page.getByRole('button', { name: 'Give the role' }).click()
  await status(page, /Account manager/)
  await page.getByRole('link', { name: 'Change Bert Berg, Acme Oy' }).click()
  await page.getByRole('region', { name: 'Hand the role over' }).getByLabel('To').selectOption('cara')
  await page.getByRole('button', { name: 'Hand Account manager over' }).click()
  await status(page, /Cara Coil/)
  expect((await rowsIn(page)).find((row) => row.startsWith('Acme Oy | Cara Coil'))).toMatch(/Account manager/)
  expect(office.console).toEqual([])
})

inBrowser('all responsibilities are reassigned after a preview', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Hand over …' }).click()
  await page.getByLabel('From', { exact: true }).selectOption('bert')
  await page.getByLabel('To', { exact: true }).selectOption('cara')
  await page.getByRole('button', { name: 'Show what would happen' }).click()
  await page.getByText(/Responsibilities that end: 2. Taken over: 2./).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Hand over Berg Oy').uncheck()
  await page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await page.waitForURL(/employeeId=cara/)
  await page.getByRole('link', { name: 'Acme Oy', exact: true }).waitFor()
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Acme Oy'])
  expect(office.console).toEqual([])
})

inBrowser('as of another day everything is shown and nothing can be changed', async () => {
  const { page } = office
  await page.goto(`${office.at}/persons-in-charge?asOf=2020-03-01`)
  expect(await page.getByRole('link', { name: /^Change|^Hand over/ }).count()).toBe(0)
  await expectAccessible(page)
})

inBrowser('the page works without scripts, and fits a phone', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  await page.goto(`${office.at}/persons-in-charge/hand-over?fromEmployeeId=bert&toEmployeeId=cara`)
  await page.getByRole('button', { name: 'Hand over', exact: true }).click()
  expect((await rowsIn(page)).length).toBe(2)
  const phone = await office.another({ viewport: { width: 360, height: 640 } })
  for (const path of ['/persons-in-charge', '/persons-in-charge/hand-over?fromEmployeeId=cara&toEmployeeId=anna']) {
    await phone.goto(`${office.at}${path}`)
    await expectFits(phone, path)
  }
})

inBrowser('hidden subjects are not found', async () => {
  const [{ assignmentId = '' } = {}] = [...office.crm.register.tables.assignments.rowsWhere('subject', 'customer-acme')]
  expect((await office.ask(`/persons-in-charge/customer:acme/${encodeURIComponent(assignmentId)}`)).status).toBe(200)
  expect((await office.ask('/persons-in-charge/customer:acme/nothing')).status).toBe(404)
  const bert = await openOffice(given, { by: 'bert' })
  await bert.crm.executeUnknown({ type: 'ChangeCustomerOwner', data: { customerId: 'acme', ownerId: 'anna' } })
  await bert.crm.executeUnknown({ type: 'MarkCustomerPrivate', data: { customerId: 'acme' } })
  const [own] = [...bert.crm.register.tables.assignments.rowsWhere('subject', 'customer-acme')]
  const address = `/persons-in-charge/customer:acme/${encodeURIComponent(own?.assignmentId ?? '')}`
  expect((await bert.ask(address)).status).toBe(404)
  await bert.close()
})
