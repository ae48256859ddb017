import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateCustomerGroup', { groupId: 'south', name: 'South' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', groupId: 'north' }],
  ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy' }],
  ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'south' }],
  ['AssignResponsible', { customerId: 'acme', employeeId: 'bert' }],
  ['RegisterContact', { personId: 'pia', firstName: 'Pia', lastName: 'Palo' }],
  ['SetMarketingBan', { personId: 'pia', channel: 'email' }],
]

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
  await office.page.goto(`${office.at}/audit`)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const show = (page: Office['page']) => page.getByRole('button', { name: 'Show' }).click()

inBrowser('changes are filtered by subject name and by kind of change', async () => {
  const { page } = office
  await expectAccessible(page)
  await page.getByLabel('About (name contains)').fill('oy')
  await show(page)
  await page.getByRole('link', { name: 'Acme Oy' }).click()
  await page.getByLabel('Only Acme Oy').waitFor()
  expect(await page.getByRole('cell', { name: 'Berg Oy' }).count()).toBe(0)
  await page.getByLabel('What happened').selectOption({ label: 'Customer group changed' })
  await show(page)
  await page.waitForURL(/types=/)
  await page.getByText('North → South').waitFor()
  expect(await page.getByRole('row').count()).toBe(3)
  await expectAccessible(page)
  const lines = await office.ask('/download/changesListing.jsonl?subjects=customer:acme&types=CustomerMovedToGroup')
  const [line = ''] = (await lines.text()).split('\n')
  expect(JSON.parse(line)).toMatchObject({ record: 'Acme Oy', eventType: 'CustomerMovedToGroup' })
  await page.goBack()
  await page.getByLabel('Only Acme Oy').waitFor()
  expect(office.console).toEqual([])
})

inBrowser('a field is shown by valid time and recording time, with a picture', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'History of a field' }).click()
  await page.getByLabel('About (name contains)').fill('acme')
  await show(page)
  await page.getByLabel('Field').selectOption({ label: 'Customer group' })
  await show(page)
  await page.getByRole('img', { name: 'Customer group: Acme Oy' }).waitFor()
  await page.getByRole('rowheader', { name: 'South' }).waitFor()
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('differences from another day and durations are shown', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Difference' }).click()
  await page.getByLabel('First day').fill('2020-01-01')
  await show(page)
  await page.getByRole('rowheader', { name: 'Berg Oy' }).first().waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Durations' }).click()
  await page.getByLabel('About (name contains)').fill('acme')
  await show(page)
  await page.getByRole('rowheader', { name: 'South' }).waitFor()
  expect(office.console).toEqual([])
})

inBrowser('the pages explain why an employee is responsible, and why a person may not be contacted', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Why responsible' }).click()
  await page.getByLabel('About (name contains)').fill('acme')
  await page.getByLabel('Employee').selectOption('bert')
  await show(page)
  await page.getByRole('definition').getByText('responsible', { exact: true }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Why permitted' }).click()
  await page.getByLabel('About (name contains)').fill('palo')
  await show(page)
  await page.getByRole('heading', { name: 'Pia Palo' }).waitFor()
  await page.getByRole('definition').getByText('no', { exact: true }).waitFor()
  expect(office.console).toEqual([])
})

inBrowser('the pages work without scripts, and fit a phone', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  for (const part of ['changes', 'field', 'difference', 'durations', 'responsibility', 'permission']) {
    await page.goto(`${office.at}/audit?show=${part}`)
    await page.getByLabel(/About/).fill('acme')
    await show(page)
    await expectFits(page, part)
  }
})

inBrowser('subjects hidden from the actor are neither found nor named', async () => {
  const bert = await openOffice(
    [
      ['RegisterCustomer', { customerId: 'sec', name: 'Secret Oy' }],
      ['ChangeCustomerOwner', { customerId: 'sec', ownerId: 'anna' }],
      ['MarkCustomerPrivate', { customerId: 'sec' }],
    ],
    { by: 'bert' },
  )
  for (const query of ['about=secret', 'subjects=customer:sec', 'show=field&subjects=customer:sec']) {
    const answer = await (await bert.ask(`/audit?${query}`)).text()
    expect(answer, query).not.toContain('Secret')
  }
})
