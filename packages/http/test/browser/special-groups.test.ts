import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

const given: readonly Given[] = [
  ['CreateSpecialGroup', { specialGroupId: 'fair', name: 'Fair guests', legend: 'Met at the fair' }],
  ...['Acme', 'Berg', 'Coil'].map((name): Given => ['RegisterCustomer', { customerId: name, name: `${name} Oy` }]),
  ['AddCustomerToSpecialGroup', { customerId: 'Acme', specialGroupId: 'fair' }],
]

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
  await office.page.goto(`${office.at}/special-groups`)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const status = (page: Office['page'], text: RegExp) => page.getByRole('status').getByText(text).waitFor()

const membersIn = (page: Office['page']) => page.getByRole('region', { name: 'Customers of Fair guests' })

inBrowser('special groups are listed with legends and counts, and a new one is created', async () => {
  const { page } = office
  expect(
    await page
      .getByRole('row', { name: /Fair guests/ })
      .getByRole('cell')
      .allTextContents(),
  ).toEqual(['Met at the fair', '1'])
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Christmas cards')
  await page.getByRole('button', { name: 'Create special group' }).click()
  await status(page, /Christmas cards: Special group created/)
  await page.getByRole('rowheader', { name: 'Christmas cards' }).waitFor()
  expect(office.console).toEqual([])
})

inBrowser('many customers are added and removed at once, and a removal is undone as a whole', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Fair guests' }).click()
  await page.getByLabel('Search for').fill('oy')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('region', { name: 'Found customers' }).getByLabel('Choose all').check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add to this group' }).click()
  await status(page, /Coil Oy: Added/)
  expect(await membersIn(page).getByRole('rowheader').allTextContents()).toEqual(['Acme Oy', 'Berg Oy', 'Coil Oy'])
  await membersIn(page).getByLabel('Choose all').check()
  await page.getByRole('button', { name: 'Remove chosen' }).click()
  await status(page, /Coil Oy: Removed/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await status(page, /Coil Oy: Added/)
  expect(await membersIn(page).getByRole('rowheader').count()).toBe(3)
  expect(office.console).toEqual([])
})

inBrowser('a special group is renamed and described, and deleted after a preview', async () => {
  const { page } = office
  await page.goto(`${office.at}/special-groups/fair`)
  await page.getByLabel('Name').fill('Fair')
  await page.getByLabel('Legend').fill('Met in Turku')
  await page.getByRole('button', { name: 'Save' }).click()
  await status(page, /Met in Turku/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Fair guests', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Delete …' }).click()
  await page.getByText(/Customers taken out of it: 1/).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete special group' }).click()
  await status(page, /Fair guests: Special group deleted/)
  expect((await office.ask('/special-groups/fair')).status).toBe(404)
  expect(office.console).toEqual([])
})

inBrowser('the pages work without scripts, and fit a phone', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  await page.goto(`${office.at}/special-groups/fair?text=berg`)
  await page.getByLabel('Choose Berg Oy').check()
  await page.getByRole('button', { name: 'Add to this group' }).click()
  await status(page, /Berg Oy: Added/)
  const phone = await office.another({ viewport: { width: 360, height: 640 } })
  for (const path of ['/special-groups', '/special-groups/fair?text=oy']) {
    await phone.goto(`${office.at}${path}`)
    await expectFits(phone, path)
  }
})
