import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

const given: readonly Given[] = [
  ['AddClassifierValue', { catalogue: 'contactCategory', value: 'buyer', name: 'Buyer' }],
  ['AddContactProperty', { number: 7, name: 'Speaks Finnish' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['RegisterContact', { personId: 'maria', firstName: 'Maria', lastName: 'Maa', email: 'maria@acme.example' }],
  ['RegisterContact', { personId: 'mary', firstName: 'Mary', lastName: 'Maa', phone: '040 1' }],
  ['LinkContactToCompany', { personId: 'maria', customerId: 'acme' }],
  ['WriteNote', { links: { personIds: ['maria'] }, text: 'Likes sailing' }],
]

const tabs = [
  ...['', '/companies', '/traits', '/marketing', '/tasks', '/meetings'],
  ...['/notes', '/files', '/emails', '/history', '/privacy'],
] as const

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const showsMessage = (page: Office['page'], text: string | RegExp) => page.getByRole('status').getByText(text).waitFor()

const emailOf = (personId: string) => office.crm.views.marketingPermissions({ personId })[0]

inBrowser('a contact is registered and found by its e-mail address', async () => {
  const { page } = office
  await page.goto(`${office.at}/contacts`)
  await page.getByRole('link', { name: 'Register a contact' }).click()
  await page.getByLabel('Last name').fill('Laine')
  await page.getByLabel('E-mail').fill('laine@cedar.example')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await showsMessage(page, 'Laine')
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  await page.getByLabel('Contains').fill('cedar')
  await page.getByLabel('Search in').selectOption('E-mail')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('rowheader', { name: 'Maria Maa' }).waitFor({ state: 'detached' })
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Laine'])
  expect(page.url()).toContain('searchType=email')
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('every tab of the card is accessible and fits a phone', async () => {
  const { page } = office
  await page.setViewportSize({ width: 360, height: 640 })
  for (const tab of tabs) {
    await page.goto(`${office.at}/contacts/maria${tab}`)
    await expectAccessible(page)
    await expectFits(page, tab)
  }
  expect(office.console).toEqual([])
})

inBrowser('e-mail is banned in two clicks from the card, the page says why, and the ban is undone', async () => {
  const { page } = office
  await page.goto(`${office.at}/contacts/maria`)
  await page.getByRole('link', { name: 'Marketing' }).click()
  await page.getByRole('button', { name: 'Ban e-mail' }).click()
  await showsMessage(page, /Marketing banned/)
  expect(emailOf('maria')).toMatchObject({ allowed: false, because: 'ban' })
  const row = page.getByRole('row').filter({ hasText: 'no company' }).filter({ hasText: 'E-mail' })
  expect(await row.textContent()).toMatch(/no.*banned.*Maria Maa.*everywhere/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Ban e-mail' }).waitFor()
  expect(emailOf('maria')?.allowed).toBe(true)
  expect(office.console).toEqual([])
})

inBrowser('a ban shows its reason and is lifted, and a consent shows its evidence', async () => {
  const { page } = office
  await page.goto(`${office.at}/contacts/maria/marketing`)
  await page.locator('#field-SetMarketingBan-sms-reason').fill('Asked by phone')
  await page.getByRole('button', { name: 'Ban text message' }).click()
  await page.getByRole('cell', { name: 'Asked by phone' }).first().waitFor()
  await page.getByRole('button', { name: 'Lift the ban of text message' }).click()
  await page.getByRole('button', { name: 'Ban text message' }).waitFor()
  await page.locator('#field-GiveMarketingConsent-source').fill('fair')
  await page.getByRole('button', { name: 'Record a consent' }).click()
  await page.getByRole('cell', { name: 'consent given' }).first().waitFor()
  expect(emailOf('maria')).toMatchObject({ because: 'consent', evidence: { source: 'fair' } })
  expect(office.console).toEqual([])
})

inBrowser('details, companies, categories, properties and notes are changed on their tabs', async () => {
  const { page } = office
  await page.goto(`${office.at}/contacts/mary`)
  await page.getByLabel('Title').fill('Director')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await showsMessage(page, 'Director')
  await page.getByRole('link', { name: 'Companies' }).click()
  await page.getByLabel('Name contains').fill('acme')
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await page.getByRole('button', { name: 'Link Acme Oy' }).click()
  await page.getByRole('button', { name: 'Unlink Acme Oy' }).waitFor()
  await page.getByRole('link', { name: 'Classification' }).click()
  await page.getByRole('button', { name: 'Give the category' }).click()
  await page.getByRole('button', { name: 'Take away Buyer' }).waitFor()
  await page.getByRole('button', { name: 'Give the property' }).click()
  await page.getByRole('button', { name: 'Take away Speaks Finnish' }).waitFor()
  await page.getByRole('link', { name: 'Notes' }).click()
  await page.getByLabel('Text').fill('Called today')
  await page.getByRole('button', { name: 'Write a note' }).click()
  await page.getByRole('rowheader', { name: 'Called today' }).waitFor()
  await page.getByRole('link', { name: 'Tasks' }).click()
  await page.getByLabel('Title').fill('Send an offer')
  await page.getByRole('button', { name: 'Add a task' }).click()
  await page.getByRole('rowheader', { name: 'Send an offer' }).waitFor()
  const card = office.crm.views.contactCard({ personId: 'mary' })
  expect(card).toMatchObject({ title: 'Director', companies: [{ id: 'acme' }] })
  expect([card?.notes.length, card?.tasks.length]).toEqual([1, 1])
  expect(office.console).toEqual([])
})

inBrowser('a contact that is registered twice is merged after a preview', async () => {
  const { page } = office
  await page.goto(`${office.at}/contacts/maria`)
  await page.getByRole('link', { name: 'Merge with another contact' }).click()
  await page.getByRole('heading', { name: 'Look like the same' }).waitFor()
  await page.getByRole('link', { name: 'Show what merging does: Mary Maa' }).click()
  await page.getByRole('heading', { name: 'What happens' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Maria Maa', exact: true }).waitFor()
  expect(office.crm.views.contactCard({ personId: 'mary' })?.mergedInto).toBe('maria')
  expect(office.console).toEqual([])
})

inBrowser('a person is erased after a preview, and the receipt is shown', async () => {
  const { page } = office
  await page.goto(`${office.at}/contacts/maria/privacy`)
  await page.getByRole('link', { name: 'Erase the personal data' }).click()
  await page.getByLabel('Request').fill('R-17')
  await page.getByText('cannot be undone').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Erase now' }).click()
  await page.getByRole('heading', { name: 'Receipt of the erasure' }).waitFor()
  const receipt = await page.locator('main dl.facts').first().textContent()
  expect(receipt).toMatch(/R-17/)
  expect(receipt).toMatch(/everything/)
  await page.getByText(/\d+ events of the log still hold texts about the person in clear/).waitFor()
  expect(await page.content()).not.toContain('Maria')
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('a legal hold prevents the erasure of a person', async () => {
  const { page } = office
  await page.goto(`${office.at}/contacts/maria/privacy`)
  await page.getByLabel('Kept until').fill('2099-01-01')
  await page.getByRole('button', { name: 'Keep the data until this day' }).click()
  await page.getByRole('button', { name: 'Lift the hold' }).waitFor()
  await page.goto(`${office.at}/contacts/maria/erase`)
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('button', { name: 'Erase now' }).count()).toBe(0)
  expect(office.console).toEqual([])
})

inBrowser('only an administrator can save all data of a person as a file', async () => {
  const answer = await office.ask('/contacts/maria/data.json')
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  expect(await answer.json()).toMatchObject({ personId: 'maria', records: [{ lastName: 'Maa' }] })
  expect(await (await office.ask('/contacts/maria/data.html')).text()).toContain('Maa')
  const other = await openOffice(given, { by: 'bert' })
  expect((await other.ask('/contacts/maria/data.json')).status).toBe(404)
  expect((await other.ask('/contacts/maria/erase')).status).toBe(404)
  await other.page.goto(`${other.at}/contacts/maria/privacy`)
  expect(await other.page.getByRole('link', { name: 'As a file (JSON)' }).count()).toBe(0)
  await other.close()
})

inBrowser('the pages work without scripts, and nothing can be changed as of another day', async () => {
  const page = await office.another({ javaScriptEnabled: false })
  await page.goto(`${office.at}/contacts/maria/marketing`)
  await page.getByRole('button', { name: 'Ban letter' }).click()
  expect(await page.getByRole('status').textContent()).toContain('Marketing banned')
  for (const tab of tabs) {
    await page.goto(`${office.at}/contacts/maria${tab}?asOf=2020-01-01`)
    expect([tab, await page.locator('main form[method=post]').count()]).toEqual([tab, 0])
  }
})

inBrowser('a contact is made private, which can be undone, and users who may not see it do not find it', async () => {
  const { page, crm } = office
  const owners = () => Array.from(crm.register.tables.privateContacts.rows(), ({ ownerId }) => ownerId)
  await page.goto(`${office.at}/contacts/maria`)
  await page.getByRole('button', { name: 'Mark private' }).click()
  await showsMessage(page, /Marked private/)
  expect(owners()).toEqual(['anna'])
  await expectAccessible(page)
  await page.getByLabel('Owner').selectOption('bert')
  await page.getByRole('button', { name: 'Change the owner' }).click()
  await showsMessage(page, /Marked private/)
  expect(owners()).toEqual(['bert'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Private', { exact: true }).waitFor()
  expect(owners()).toEqual(['anna'])
  await page.getByRole('button', { name: 'Mark public' }).click()
  await showsMessage(page, /Marked public/)
  expect([owners(), office.console]).toEqual([[], []])
  const other = await openOffice([...given, ['MarkContactPrivate', { personId: 'maria', ownerId: 'anna' }]], {
    by: 'bert',
  })
  expect((await other.page.goto(`${other.at}/contacts/maria`))?.status()).toBe(404)
  await other.page.goto(`${other.at}/customers/acme/contacts`)
  expect(await other.page.content()).not.toContain('Maria')
  await other.close()
})
