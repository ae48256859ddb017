import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', groupId: 'north' }],
  ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy' }],
  ['RegisterProject', { projectId: 'shop', customerId: 'acme', name: 'Web shop' }],
]

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
  await office.page.goto(`${office.at}/reports`)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const show = (page: Office['page']) => page.getByRole('button', { name: 'Show' }).click()

const status = (page: Office['page'], text: RegExp) => page.getByRole('status').getByText(text).waitFor()

inBrowser('a report on customers has filters and columns, and is saved, shared, run and deleted', async () => {
  const { page, crm } = office
  await expectAccessible(page)
  await page.getByText('Filters', { exact: true }).click()
  await page.getByLabel('Groups', { exact: true }).selectOption({ label: 'North' })
  await page.getByText('Columns', { exact: true }).click()
  await page.getByLabel('City').check()
  await show(page)
  await page.getByRole('columnheader', { name: 'City' }).waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  await page.getByRole('region', { name: 'Save this report' }).getByLabel('Name').fill('Northern')
  await page.getByRole('button', { name: 'Save as a new report' }).click()
  await page.getByRole('rowheader', { name: 'Northern' }).waitFor()
  expect(crm.views.savedReports({ viewer: 'anna' })).toMatchObject([
    { name: 'Northern', scope: 'own', filters: { groupIds: ['north'] }, columns: ['city'] },
  ])
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Share Northern with the office' }).click()
  await page.getByRole('cell', { name: 'the office', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Northern' }).click()
  await page.getByRole('columnheader', { name: 'City' }).waitFor()
  expect(await page.getByLabel('Groups', { exact: true }).inputValue()).toBe('north')
  await page.getByRole('link', { name: 'Saved reports' }).click()
  await page.getByRole('button', { name: 'Delete Northern' }).click()
  await page.getByText('No report is saved.').waitFor()
  expect(office.console).toEqual([])
})

inBrowser('every report page works without scripts, and fits a phone', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  for (const part of ['customers', 'saved', 'groups', 'tracking', 'startDates', 'audience', 'tasks']) {
    await page.goto(`${office.at}/reports?show=${part}`)
    if (part !== 'saved') await show(page)
    expect(await page.getByRole('alert').count(), part).toBe(0)
    await expectFits(page, part)
  }
})

inBrowser('a project is renamed, gets a participant, and is closed and reopened', async () => {
  const { page, crm } = office
  await page.getByRole('link', { name: 'Projects' }).click()
  await page.getByRole('link', { name: 'Web shop' }).click()
  await page.getByLabel('Name').fill('New shop')
  await page.getByRole('button', { name: 'Rename' }).click()
  await status(page, /New shop/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Web shop', exact: true }).waitFor()
  await page.getByLabel('Employee').selectOption('bert')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Remove Bert Berg' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Close the project' }).click()
  await page.getByRole('button', { name: 'Reopen the project' }).waitFor()
  expect(crm.register.tables.projects.get('shop')?.closed).toBe(true)
  await page.getByRole('button', { name: 'Reopen the project' }).click()
  await page.getByRole('button', { name: 'Close the project' }).waitFor()
  expect((await office.ask('/projects/none')).status).toBe(404)
  expect(office.console).toEqual([])
})
