import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

let office: Office

beforeEach(async () => {
  office = await openOffice([
    ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
    ['AssignResponsible', { customerId: 'acme', employeeId: 'bert' }],
    ['DefineRole', { roleId: 'lead', name: 'Lead', kind: 'project' }],
  ])
  await office.page.goto(`${office.at}/settings`)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const status = (page: Office['page'], text: RegExp) => page.getByRole('status').getByText(text).waitFor()

inBrowser('a policy is changed after a preview, and changed back', async () => {
  const { page, crm } = office
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Change When a group is deleted' }).click()
  await page.getByLabel('New value').selectOption({ label: 'only an empty one' })
  await page.getByRole('button', { name: 'Show what would happen' }).click()
  await page.getByText(/becomes “only an empty one”/).waitFor()
  expect(crm.register.settings.policies.groupDeletion).toBe('moveToNoGroup')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await status(page, /Policy changed/)
  expect(crm.register.settings.policies.groupDeletion).toBe('emptyOnly')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('row', { name: 'When a group is deleted its customers have no group its' }).waitFor()
  expect(crm.register.settings.policies.groupDeletion).toBe('moveToNoGroup')
  expect(office.console).toEqual([])
})

inBrowser('roles are defined and retired, values added, renamed and retired', async () => {
  const { page, crm } = office
  await page.getByRole('link', { name: 'Roles', exact: true }).click()
  await page.locator('#field-role-new-name').fill('Accountant')
  await page.getByRole('button', { name: 'Define' }).click()
  await page.getByRole('rowheader', { name: 'Accountant' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Retire Lead' }).click()
  await page.getByRole('row', { name: /Lead .*retired/ }).waitFor()
  await page.getByRole('link', { name: 'Catalogues' }).click()
  await page.getByRole('heading', { name: 'New value' }).waitFor()
  await page.getByLabel('Short name').fill('big')
  await page.getByLabel('Name', { exact: true }).fill('Large')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('rowheader', { name: 'Large' }).waitFor()
  await page.locator('#field-rename-big-name').fill('Huge')
  await page.getByRole('button', { name: 'Rename Large' }).click()
  await page.getByRole('rowheader', { name: 'Huge' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Retire Huge' }).click()
  await page.getByRole('cell', { name: 'retired' }).waitFor()
  await page.getByRole('link', { name: 'Number series' }).click()
  await page.getByRole('heading', { name: 'New series' }).waitFor()
  await page.getByLabel('Short name').fill('main')
  await page.getByLabel('First number').fill('1000')
  await page.getByRole('button', { name: 'Define' }).click()
  await page.getByRole('rowheader', { name: 'main' }).waitFor()
  expect(crm.views.numberSeries()).toMatchObject([{ seriesId: 'main', start: 1000, end: null }])
  expect(office.console).toEqual([])
})

inBrowser('an employee is registered, gets teams and an absence, and leaves after a preview', async () => {
  const { page, crm } = office
  await page.getByRole('link', { name: 'Employees' }).click()
  await page.getByRole('heading', { name: 'New employee' }).waitFor()
  await page.getByLabel('Login name').fill('carl')
  await page.getByLabel('Name', { exact: true }).fill('Carl Cox')
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByRole('rowheader', { name: 'Carl Cox' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Bert Berg' }).click()
  await page.getByRole('heading', { level: 1, name: 'Bert Berg', exact: true }).waitFor()
  await page.getByLabel('Teams, with commas between').fill('North, Sales')
  await page.getByRole('button', { name: 'Save teams' }).click()
  await status(page, /North/)
  await page.getByLabel('First day').fill('2030-01-01')
  await page.getByLabel('Last day').fill('2030-01-05')
  await page.getByLabel('Substitute').selectOption('carl')
  await page.getByRole('button', { name: 'Plan an absence' }).click()
  await page.getByRole('row', { name: '2030-01-01 2030-01-05 Carl Cox' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Leaves …' }).click()
  await page.getByLabel('Taken over by').selectOption('carl')
  await page.getByRole('button', { name: 'Show what would happen' }).click()
  await page.getByText(/Employee deactivated: 1/).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Let leave, and hand over' }).click()
  await page.getByRole('button', { name: 'Works here again' }).waitFor()
  expect(crm.register.tables.employees.get('bert')?.inactiveFrom).toBe(crm.today())
  expect(office.console).toEqual([])
})

inBrowser('only administrators can change policies; others see them', async () => {
  const bert = await openOffice([], { by: 'bert' })
  await bert.page.goto(`${bert.at}/settings`)
  await bert.page.getByText('Only administrators can change these.').waitFor()
  expect(await bert.page.getByRole('link', { name: /^Change/ }).count()).toBe(0)
  expect((await bert.ask('/settings/change/groupDeletion')).status).toBe(404)
  const body = new FormData()
  body.set('value', 'emptyOnly')
  const forced = await bert.ask('/settings/change/groupDeletion', { method: 'POST', body, redirect: 'manual' })
  expect([forced.status, bert.crm.register.settings.policies.groupDeletion]).toEqual([404, 'moveToNoGroup'])
})

inBrowser('the pages work without scripts, and fit a phone', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  await page.goto(`${office.at}/settings/change/maxGroupDepth`)
  await page.getByLabel('New value').fill('4')
  await page.getByRole('button', { name: 'Show what would happen' }).click()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await status(page, /Policy changed.*4/)
  for (const path of ['', '?show=roles', '?show=employees', '?show=catalogues', '?show=series', '/employees/bert']) {
    await page.goto(`${office.at}/settings${path}`)
    await expectFits(page, path)
  }
})
