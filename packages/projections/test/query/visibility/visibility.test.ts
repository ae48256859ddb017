import { describe, expect, it } from 'vitest'
import {
  acme,
  anna,
  assigned,
  bertil,
  beta,
  cecilia,
  contact,
  customer,
  employee,
  event,
  gA,
  gamma,
  logOf,
  moved,
  policy,
  registerOf,
  registerOn,
} from '../../log.js'
import {
  assigneeList,
  createProjections,
  customerList,
  groupTree,
  responsibilityMatrix,
  visibleCustomers,
} from '../../source.js'

const granted = (employeeId: string) => event('GroupVisibilityGranted', 'customerGroups', { groupId: 'gA', employeeId })
const acmeIsPrivate = event('CustomerMarkedPrivate', 'customer-acme', {})
const ville = employee('ville', 'Ville Vaara', { salesperson: true })

const seen = (register: ReturnType<typeof registerOf>, viewer?: string): readonly string[] =>
  ['acme', 'beta', 'gamma', 'siiriC']
    .filter((id) => register.tables.customers.get(id) !== undefined)
    .filter(visibleCustomers(register, { viewer }))

describe('visibility', () => {
  const grouped = registerOf(
    anna,
    bertil,
    cecilia,
    ville,
    gA,
    acme,
    beta,
    gamma,
    moved('acme', null, 'gA'),
    granted('anna'),
  )

  it('hides the customers of a group from salespeople who are not on its list', () => {
    expect(seen(grouped, 'anna')).toEqual(['acme', 'beta', 'gamma'])
    expect(seen(grouped, 'ville')).toEqual(['beta', 'gamma'])
    expect(seen(grouped, 'bertil')).toEqual(['acme', 'beta', 'gamma'])
    expect(seen(grouped, 'cecilia')).toEqual(['acme', 'beta', 'gamma'])
  })

  it('shows responsible salespeople their customers while they are responsible today, whatever the day of the query', () => {
    const events = [
      anna,
      ville,
      gA,
      acme,
      moved('acme', null, 'gA'),
      granted('anna'),
      assigned('customer-acme', 'r1', 'ville', { until: '2024-03-01' }),
    ]
    const sees = (today: string): boolean => visibleCustomers(registerOn(today, ...events), { viewer: 'ville' })('acme')
    expect([sees('2024-02-01'), sees('2024-04-01')]).toEqual([true, false])
    const past = responsibilityMatrix(registerOn('2024-04-01', ...events), { viewer: 'ville', asOf: '2024-02-01' })
    expect(past.rows).toEqual([])
  })

  it('shows groups without a list to salespeople by emptyVisibilityList: everyone', () => {
    expect(seen(registerOf(ville, gA, acme, moved('acme', null, 'gA')), 'ville')).toEqual(['acme'])
  })

  it('hides groups without a list from salespeople by emptyVisibilityList: nobody', () => {
    const register = registerOf(
      policy('emptyVisibilityList', 'nobody'),
      ville,
      gA,
      acme,
      beta,
      moved('acme', null, 'gA'),
    )
    expect(visibleCustomers(register, { viewer: 'ville' })('acme')).toBe(false)
    expect(visibleCustomers(register, { viewer: 'ville' })('beta')).toBe(true)
  })

  it('shows a private customer to its owner and, by privateVisibility: ownerAndAdmins, to administrators', () => {
    expect(seen(registerOf(anna, bertil, cecilia, acme, acmeIsPrivate), 'anna')).toContain('acme')
    expect(seen(registerOf(anna, bertil, cecilia, acme, acmeIsPrivate), 'bertil')).not.toContain('acme')
    expect(seen(registerOf(anna, bertil, cecilia, acme, acmeIsPrivate), 'cecilia')).toContain('acme')
  })

  it('shows a private customer to its owner alone by privateVisibility: ownerOnly', () => {
    const ownerOnly = registerOf(policy('privateVisibility', 'ownerOnly'), anna, cecilia, acme, acmeIsPrivate)
    expect(seen(ownerOnly, 'anna')).toContain('acme')
    expect(seen(ownerOnly, 'cecilia')).not.toContain('acme')
  })

  it('hides the person behind a private customer too', () => {
    const { register, views, applyAll } = createProjections()
    applyAll(
      logOf(
        bertil,
        contact('siiri', 'Mäkinen'),
        event('PrivateCustomerCreated', 'person-siiri', { customerId: 'siiriC' }),
        customer('siiriC', 'Siiri Mäkinen', {
          personId: 'siiri',
          kind: 'privateCustomer',
          private: true,
          ownerId: 'anna',
        }),
      ),
    )
    const viewer = 'bertil'
    expect(seen(register, viewer)).not.toContain('siiriC')
    expect(views.contactCard({ personId: 'siiri', viewer })).toBeNull()
    expect(views.contactSearch({ viewer })).toEqual([])
    expect(views.marketingPermissions({ personId: 'siiri', viewer })).toEqual([])
    expect(views.contactHistory({ personId: 'siiri', viewer })).toMatchObject({ right: [] })
    expect(views.contactHistory({ personId: 'siiri' })).toMatchObject({ right: [{}, {}] })
  })

  it('applies to rows and counts of every view', () => {
    const day = '2024-03-15'
    expect(responsibilityMatrix(grouped, { asOf: day, viewer: 'ville' }).total).toBe(2)
    expect(groupTree(grouped, { viewer: 'ville' }).map(({ ownCount }) => ownCount)).toEqual([0, 2])
    expect(customerList(grouped, { viewer: 'ville' })).toMatchObject({
      right: [{ name: 'Beta Oy' }, { name: 'Gamma AB' }],
    })
    const assignees = registerOf(
      anna,
      ville,
      gA,
      acme,
      moved('acme', null, 'gA'),
      granted('anna'),
      assigned('customer-acme', 'r1', 'anna'),
    )
    expect(assigneeList(assignees, { asOf: day, viewer: 'ville' })).toEqual([])
  })
})
