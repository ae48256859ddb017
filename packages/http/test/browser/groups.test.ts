import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

const letters = [...'ABCDEFGHIJKL']

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateCustomerGroup', { groupId: 'east', name: 'East' }],
  ['CreateCustomerGroup', { groupId: 'coast', name: 'Coast', parentId: 'north' }],
  ...letters.map((letter): Given => ['RegisterCustomer', { customerId: letter, name: `${letter} Yard Oy` }]),
  ['MoveCustomerToGroup', { customerId: 'A', groupId: 'coast' }],
]

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
  await office.page.goto(`${office.at}/groups`)
})

afterEach(() => office.close())

afterAll(closeBrowser)

type Page = Office['page']

const status = (page: Page, text: RegExp | string) => page.getByRole('status').getByText(text).waitFor()

const groupOf = (customerId: string): readonly string[] | undefined =>
  office.crm.register.tables.customers.get(customerId)?.groupIds

const itemOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })

inBrowser('the tree is a nested list, with counts', async () => {
  const { page } = office
  expect(await itemOf(page, 'North').getByRole('list').getByRole('link').allTextContents()).toEqual(['Coast'])
  expect(await itemOf(page, 'North').first().textContent()).toMatch(/North customers: 0, with subgroups: 1/)
  expect(await page.getByRole('link', { name: 'Groups', exact: true }).getAttribute('aria-current')).toBe('page')
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('a group is created, confirmed and undone; a taken name is refused beside the field', async () => {
  const { page } = office
  await page.getByLabel('Name').fill('West')
  await page.getByLabel('Below').selectOption('north')
  await page.getByRole('button', { name: 'Create group' }).click()
  await status(page, /West: Customer group created/)
  await itemOf(page, 'North').getByRole('list').getByRole('link', { name: 'West' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'West' }).waitFor({ state: 'detached' })
  await page.getByLabel('Name').fill('East')
  await page.getByRole('button', { name: 'Create group' }).click()
  await page.getByRole('alert').waitFor()
  const field = page.getByLabel('Name')
  expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual(['East', 'true'])
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('ten customers are found and moved to a group at once, and all are moved back', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'East', exact: true }).click()
  await page.getByLabel('Search for').fill('yard')
  await page.getByRole('button', { name: 'Find' }).click()
  for (const letter of letters.slice(0, 10)) await page.getByLabel(`Choose ${letter} Yard Oy`).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Move into this group' }).click()
  await status(page, /^10 changes:/)
  expect(letters.map((letter) => groupOf(letter)?.[0] ?? '')).toEqual([...Array(10).fill('east'), '', ''])
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('No customers.').waitFor()
  expect(letters.map((letter) => groupOf(letter)?.[0] ?? '')).toEqual(['coast', ...Array(11).fill('')])
  expect(office.console).toEqual([])
})

inBrowser('members are selected and moved to another group', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'No group' }).click()
  await page.getByLabel('Choose B Yard Oy').check()
  await page.getByLabel('Choose C Yard Oy').check()
  await page.getByLabel('Move to group').selectOption('north')
  await page.getByRole('button', { name: 'Move chosen' }).click()
  await status(page, /B Yard Oy/)
  expect([groupOf('B'), groupOf('C'), groupOf('D')]).toEqual([['north'], ['north'], []])
  expect(office.console).toEqual([])
})

inBrowser('a group is renamed, moved, given accounting data, archived and restored', async () => {
  const { page } = office
  await page.goto(`${office.at}/groups/coast`)
  await page.getByLabel('Name').fill('Seaside')
  await page.getByLabel('Below').selectOption('')
  await page.getByLabel('First customer number').fill('5000')
  await page.getByLabel('Cost objects').fill('place: Turku\nunit: 7')
  await page.getByRole('button', { name: 'Save' }).click()
  await status(page, /Seaside/)
  expect(office.crm.register.tables.groups.get('coast')).toMatchObject({
    name: 'Seaside',
    parentId: null,
    numberingStart: 5000,
    costObjects: [
      { dimension: 'place', value: 'Turku' },
      { dimension: 'unit', value: '7' },
    ],
  })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Coast', exact: true }).waitFor()
  expect(office.crm.register.tables.groups.get('coast')).toMatchObject({ numberingStart: null, costObjects: [] })
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('button', { name: 'Restore' }).waitFor()
  await page.goto(`${office.at}/groups`)
  expect(await page.getByRole('link', { name: 'Coast' }).count()).toBe(0)
  await page.getByLabel('Archived groups too').check()
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('link', { name: 'Coast' }).waitFor()
  expect(office.console).toEqual([])
})

inBrowser('a deletion shows its consequences first', async () => {
  const { page } = office
  await page.goto(`${office.at}/groups/coast`)
  await page.getByRole('link', { name: 'Delete …' }).click()
  await page.getByText('The group Coast is deleted.').waitFor()
  await page.getByText(/none of these groups: 1/).waitFor()
  await expectAccessible(page)
  expect(groupOf('A')).toEqual(['coast'])
  await page.getByRole('button', { name: 'Delete group' }).click()
  await status(page, /Coast/)
  expect(groupOf('A')).toEqual([])
  expect((await office.ask('/groups/coast')).status).toBe(404)
  expect(office.console).toEqual([])
})

inBrowser('the page says by name why a group cannot be deleted, and offers no button', async () => {
  const { page } = office
  await page.goto(`${office.at}/groups/north/delete`)
  expect(await page.getByRole('alert').textContent()).toContain('Group North has groups within it.')
  expect(await page.getByRole('button', { name: 'Delete group' }).count()).toBe(0)
  await expectAccessible(page)
})

inBrowser('a group is dragged onto another', async () => {
  const { page } = office
  const group = (name: string) =>
    page.locator('[data-group]').filter({ has: page.getByRole('link', { name, exact: true }) })
  await group('East').dragTo(group('North'))
  await status(page, /East/)
  expect(office.crm.register.tables.groups.get('east')?.parentId).toBe('north')
  expect(office.console).toEqual([])
})

inBrowser('as of another day the tree is shown and nothing can be changed', async () => {
  const { page } = office
  await page.goto(`${office.at}/groups?asOf=2020-01-01`)
  expect(await page.getByRole('button', { name: 'Create group' }).count()).toBe(0)
  await expectAccessible(page)
  expect(await page.getByRole('link', { name: 'North' }).count()).toBe(0)
})

inBrowser('the pages work without scripts, and fit a phone', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  await page.goto(`${office.at}/groups`)
  await page.getByLabel('Name').fill('South')
  await page.getByRole('button', { name: 'Create group' }).click()
  await status(page, /South: Customer group created/)
  await page.getByRole('link', { name: 'South' }).click()
  await page.getByLabel('Search for').fill('B Yard')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByLabel('Choose B Yard Oy').check()
  await page.getByRole('button', { name: 'Move into this group' }).click()
  await status(page, /B Yard Oy/)
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['B Yard Oy'])
})

inBrowser('every page fits a phone', async () => {
  const page = await office.another({ viewport: { width: 360, height: 640 }, colorScheme: 'dark' })
  for (const path of ['/groups', '/groups/north', '/groups/coast?text=yard', '/groups/coast/delete']) {
    await page.goto(`${office.at}${path}`)
    await expectAccessible(page)
    await expectFits(page, path)
  }
})

inBrowser('with several groups per customer, a customer is added to another group or moved out of one', async () => {
  const several = await openOffice([
    ['ChangePolicy', { key: 'groupMembership', value: 'multiple' }],
    ...given.map(([type, data]): Given => [type === 'MoveCustomerToGroup' ? 'AddCustomerToGroup' : type, data]),
  ])
  const { page, crm } = several
  const groups = () => crm.register.tables.customers.get('A')?.groupIds
  await page.goto(`${several.at}/groups/east?text=A%20Yard`)
  await page.getByLabel('Choose A Yard Oy').check()
  await page.getByRole('button', { name: 'Move into this group' }).click()
  await status(page, /A Yard Oy/)
  expect(groups()).toEqual(['coast', 'east'])
  await page.getByLabel('Choose A Yard Oy').check()
  await page.getByLabel('Move to group').selectOption('north')
  await page.getByRole('button', { name: 'Move chosen' }).click()
  await page.getByText('No customers.').waitFor()
  expect(groups()).toEqual(['coast', 'north'])
  await several.close()
})

inBrowser('submitting without a selection says that nothing was changed', async () => {
  const { page } = office
  await page.goto(`${office.at}/groups/coast`)
  await page.getByRole('button', { name: 'Move chosen' }).click()
  await status(page, /Nothing was changed/)
  expect(groupOf('A')).toEqual(['coast'])
})

inBrowser('refused customers of many are counted', async () => {
  const { page } = office
  await page.goto(`${office.at}/groups/east?text=yard`)
  await page.getByLabel('Choose B Yard Oy').check()
  await page.getByLabel('Choose C Yard Oy').check()
  await office.crm.executeUnknown({ type: 'ArchiveCustomer', data: { customerId: 'C' } })
  await page.getByRole('button', { name: 'Move into this group' }).click()
  await status(page, /B Yard Oy.*1 could not be done/)
  expect([groupOf('B'), groupOf('C')]).toEqual([['east'], []])
  expect(office.console).toEqual([])
})

inBrowser('a listing is saved as CSV', async () => {
  const answer = await office.ask('/download/groupMembersListing.csv?groupId=coast&includeSubgroups=false')
  expect(await answer.text()).toContain('A Yard Oy')
})
