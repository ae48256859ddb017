import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { actAtOnce, closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateSpecialGroup', { specialGroupId: 'pilots', name: 'Pilots' }],
  ['AddClassifierValue', { catalogue: 'segment', value: 'large', name: 'Large' }],
  ['AddClassifierValue', { catalogue: 'trackingItem:size', value: 'xl', name: 'Very large' }],
  ['AddClassifierValue', { catalogue: 'customerProperty', value: 'vip', name: 'Important' }],
  ['AddClassifierValue', { catalogue: 'invoiceType', value: 'rent', name: 'Rent' }],
  [
    'DefineRole',
    { roleId: 'manager', name: 'Account manager', kind: 'customer', cardinality: 'many', required: false },
  ],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', contactInfo: { city: 'Turku' } }],
  ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy', contactInfo: { city: 'Oulu', phone: '123' } }],
  ['RegisterContact', { personId: 'maria', firstName: 'Maria', lastName: 'Maa' }],
]

const tabs = ['', '/groups', '/responsibilities', '/contacts', '/traits', '/billing', '/marketing', '/history'] as const

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const showsMessage = (page: Office['page'], text: string) => page.getByRole('status').getByText(text).waitFor()

inBrowser('a company is registered, found in the list and opened', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Customers', exact: true }).click()
  await page.getByRole('link', { name: 'Register a company' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Cedar Oy')
  await page.getByLabel('City').fill('Espoo')
  await page.getByLabel('Segment').selectOption('Large')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await showsMessage(page, 'Cedar Oy')
  await page.getByRole('link', { name: 'Customers', exact: true }).click()
  await page.getByRole('combobox', { name: 'Segment' }).selectOption('Large')
  await page.getByText('Columns').first().click()
  await page.getByRole('checkbox', { name: 'City' }).check()
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('rowheader', { name: 'Acme Oy' }).waitFor({ state: 'detached' })
  expect(page.url()).toContain('segments=large')
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Cedar Oy'])
  expect(await page.getByRole('cell', { name: 'Espoo' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Always show these columns' }).click()
  await page.waitForURL(`${office.at}/customers`)
  await page.getByRole('columnheader', { name: 'City' }).waitFor()
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('a private customer is registered with a card as a contact', async () => {
  const { page } = office
  await page.goto(`${office.at}/customers/new?kind=privateCustomer`)
  await page.getByLabel('First name').fill('Aino')
  await page.getByLabel('Last name').fill('Koivu')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Aino Koivu', exact: true }).waitFor()
  await page.locator('dl.facts').getByRole('link', { name: 'Aino Koivu' }).click()
  await page.waitForURL(/\/contacts\//)
  expect(office.console).toEqual([])
})

inBrowser('the exported files of the list have the customers shown', async () => {
  await office.page.goto(`${office.at}/customers?text=berg`)
  const [download] = await Promise.all([
    office.page.waitForEvent('download'),
    office.page.getByRole('link', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`customers-${office.crm.today()}.csv`)
  const href = await office.page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  const csv = await (await office.ask(href ?? '')).text()
  expect(csv).toContain('Berg Oy')
  expect(csv).not.toContain('Acme Oy')
})

inBrowser('every tab of the card is accessible and fits a phone', async () => {
  const { page } = office
  await office.post({ type: 'AssignResponsible', data: { customerId: 'acme', employeeId: 'bert' } })
  await page.setViewportSize({ width: 360, height: 640 })
  for (const tab of tabs) {
    await page.goto(`${office.at}/customers/acme${tab}`)
    await expectAccessible(page)
    await expectFits(page, tab)
  }
  expect(office.console).toEqual([])
})

inBrowser('a change is confirmed, appears in the history with the old value, and can be undone', async () => {
  const { page } = office
  await page.goto(`${office.at}/customers/acme`)
  await page.getByLabel('City').fill('Helsinki')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await showsMessage(page, 'Helsinki')
  await page.getByRole('link', { name: 'History' }).click()
  await page.locator('ol.timeline del').getByText('Turku').waitFor()
  await page.getByRole('link', { name: 'Details' }).click()
  await page.getByLabel('City').fill('Vaasa')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await showsMessage(page, 'Vaasa')
  await page.getByRole('button', { name: 'Undo' }).click()
  await showsMessage(page, 'Vaasa → Helsinki')
  expect(await page.getByLabel('City').inputValue()).toBe('Helsinki')
  expect(office.console).toEqual([])
})

inBrowser('a user who saves after another user’s change is told, and both changes are kept', async () => {
  const { page } = office
  const other = await office.another()
  await page.goto(`${office.at}/customers/acme`)
  await other.goto(`${office.at}/customers/acme`)
  await other.getByLabel('Phone').fill('555')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await showsMessage(other, '555')
  await page.getByLabel('City').fill('Pori')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('alert').getByText('Somebody else changed this meanwhile').waitFor()
  const changed = await page.getByRole('region', { name: 'Changed meanwhile' }).textContent()
  expect(changed).toMatch(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}, Anna Aalto.*Phone.*555/)
  expect(await page.getByLabel('Phone').inputValue()).toBe('555')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await showsMessage(page, 'Pori')
  expect(office.crm.views.customerCard({ customerId: 'acme' })?.details).toMatchObject({ city: 'Pori', phone: '555' })
  expect(office.console).toEqual([])
})

inBrowser('groups, responsibilities, contacts and classification are changed on their tabs', async () => {
  const { page } = office
  await page.goto(`${office.at}/customers/acme/groups`)
  await page.getByLabel('Group', { exact: true }).selectOption('North')
  await page.getByRole('button', { name: 'Move to the group' }).click()
  await showsMessage(page, 'North')
  await page.getByRole('button', { name: 'Add to the special group' }).click()
  await page.getByRole('link', { name: 'Pilots' }).waitFor()
  await page.getByRole('link', { name: 'Responsibilities' }).last().click()
  await page.getByLabel('Person in charge').selectOption('Bert Berg')
  await page.getByLabel('Role').selectOption('Account manager')
  await page.getByRole('button', { name: 'Make responsible' }).click()
  await page.getByRole('button', { name: 'End the responsibility of Bert Berg' }).waitFor()
  await page.getByRole('link', { name: 'Contacts' }).last().click()
  await page.getByLabel('Last name contains').fill('maa')
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await page.getByRole('button', { name: 'Link Maria Maa' }).click()
  await page.getByRole('button', { name: 'Unlink Maria Maa' }).waitFor()
  await page.getByRole('link', { name: 'Classification' }).click()
  await page.getByRole('combobox', { name: 'Size' }).selectOption('Very large')
  await page.getByRole('button', { name: 'Change: Size' }).click()
  await showsMessage(page, 'Very large')
  const card = office.crm.views.customerCard({ customerId: 'acme', asOf: office.crm.today() })
  expect(card).toMatchObject({ group: { id: 'north' }, specialGroups: [{ id: 'pilots' }], contacts: [{ id: 'maria' }] })
  expect(card?.responsibles.map(({ employeeId, roleId }) => [employeeId, roleId])).toEqual([['bert', 'manager']])
  expect(card?.trackingItems).toEqual({ size: 'Very large' })
  expect(office.console).toEqual([])
})

inBrowser('an assignment by mistake that is ended the same day leaves no trace', async () => {
  const { page } = office
  await page.goto(`${office.at}/customers/acme/responsibilities`)
  const first = page.getByLabel('First day')
  expect(await first.inputValue()).toBe(office.crm.today())
  await page.getByRole('combobox', { name: 'Person in charge' }).selectOption('Bert Berg')
  await page.getByRole('button', { name: 'Make responsible' }).click()
  await page.getByRole('button', { name: 'End the responsibility of Bert Berg' }).click()
  await page.getByText('Nobody is responsible.').waitFor()
  const responsibilities = () =>
    [...office.crm.register.tables.assignments.rows()].map(({ from, until }) => [from, until])
  expect(responsibilities()).toEqual([])
  await page.getByRole('combobox', { name: 'Person in charge' }).selectOption('Bert Berg')
  await first.fill('2099-06-01')
  await page.getByLabel('Last day').fill('2099-06-30')
  await page.getByRole('button', { name: 'Make responsible' }).click()
  await page.getByRole('button', { name: 'End the responsibility of Bert Berg' }).click()
  await page.getByText('Nobody is responsible.').waitFor()
  expect(responsibilities()).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(responsibilities).toEqual([['2099-06-01', '2099-07-01']])
  expect(office.console).toEqual([])
})

inBrowser('a customer is merged after a preview', async () => {
  const { page } = office
  await page.goto(`${office.at}/customers/acme`)
  await page.getByRole('link', { name: 'Merge with another customer' }).click()
  await page.getByLabel('Name of the other record').fill('berg')
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: 'Show what merging does: Berg Oy' }).click()
  await page.getByRole('radio', { name: 'Oulu' }).check()
  await page.getByRole('button', { name: 'Show what happens with this choice' }).click()
  await page.getByText('Turku → Oulu').waitFor()
  await expectAccessible(page)
  expect(office.crm.views.customerCard({ customerId: 'berg' })?.mergedInto).toBe(null)
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Acme Oy', exact: true }).waitFor()
  expect(office.crm.views.customerCard({ customerId: 'berg' })?.mergedInto).toBe('acme')
  expect(office.crm.views.customerCard({ customerId: 'acme' })?.details.city).toBe('Oulu')
  expect(office.console).toEqual([])
})

inBrowser('a customer is archived, restored and deleted', async () => {
  const { page } = office
  await page.goto(`${office.at}/customers/berg`)
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('link', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Delete Berg Oy?' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(`${office.at}/customers`)
  expect((await office.page.goto(`${office.at}/customers/berg`))?.status()).toBe(404)
  expect(office.console.filter((text) => !text.includes('404'))).toEqual([])
})

inBrowser('the last click decides what is shown, even if an earlier response arrives later', async () => {
  const { page } = office
  await actAtOnce(page)
  await page.goto(`${office.at}/customers/berg`)
  await page.route('**/*', async (route) => {
    const wait = route.request().method() === 'POST' ? 300 : 0
    await new Promise((resolve) => setTimeout(resolve, wait))
    await route.continue().catch(() => undefined)
  })
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('link', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Delete Berg Oy?' }).waitFor()
  await page.waitForTimeout(600)
  expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Delete Berg Oy?'])
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('nothing can be changed as of another day, and the page shows what was known then', async () => {
  const { page } = office
  for (const tab of tabs) {
    await page.goto(`${office.at}/customers/acme${tab}?asOf=2020-01-01`)
    expect([tab, await page.locator('main form[method=post]').count()]).toEqual([tab, 0])
  }
  expect((await page.goto(`${office.at}/customers/acme?knownAt=2020-01-01`))?.status()).toBe(404)
})

inBrowser('the pages work without scripts, and a refused form says why', async () => {
  const page = await office.another({ javaScriptEnabled: false })
  await page.goto(`${office.at}/customers/acme`)
  await page.getByLabel('Name', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  expect(await page.getByRole('alert').textContent()).toContain('That did not work')
  await page.getByLabel('Name', { exact: true }).fill('Acme Ab')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Acme Ab')
})

inBrowser('a user who may not see a customer does not find it', async () => {
  const hidden: readonly Given[] = [
    ['ChangeCustomerOwner', { customerId: 'berg', ownerId: 'anna' }],
    ['MarkCustomerPrivate', { customerId: 'berg' }],
  ]
  const other = await openOffice([...given, ...hidden], { by: 'bert' })
  const answer = await other.page.goto(`${other.at}/customers/berg/history`)
  expect(answer?.status()).toBe(404)
  expect(await other.page.content()).not.toContain('Berg Oy')
  await other.close()
})
