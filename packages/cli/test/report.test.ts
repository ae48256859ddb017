import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const customer = (customerId: string, groupId: string): [string, object] => [
  'RegisterCustomer',
  { customerId, kind: 'company', name: customerId, groupId },
]

const value = (catalogue: string, name: string): [string, object] => ['AddClassifierValue', { catalogue, value: name }]

const assign = (customerId: string, employeeId: string, roleId: string): [string, object] => [
  'AssignResponsible',
  { customerId, employeeId, roleId, from: null },
]

const more: readonly (readonly [string, object])[] = [
  value('segment', 'big'),
  value('customerKind', 'domestic'),
  value('attractionChannel', 'web'),
  value('trackingItem:region', 'south'),
  value('customerProperty', 'exporter'),
  ['CreateSpecialGroup', { specialGroupId: 'fair', name: 'Fair' }],
  ['AddCustomerToSpecialGroup', { customerId: 'b', specialGroupId: 'fair' }],
  ['ChangeCustomerSegment', { customerId: 'a', value: 'big' }],
  ['RenameClassifierValue', { catalogue: 'segment', value: 'big', name: 'Enterprise' }],
  ['SetCustomerKind', { customerId: 'a', value: 'domestic' }],
  ['ChangeAttractionChannel', { customerId: 'c', value: 'web' }],
  ['ChangeCustomerOwner', { customerId: 'c', ownerId: 'bert' }],
  ['DefineRole', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer' }],
  ['DefineRole', { roleId: 'serviceManager', name: 'Service', kind: 'customer' }],
  assign('b', 'anna', 'responsibleManager'),
  assign('c', 'bert', 'serviceManager'),
  ['SetTrackingItem', { customerId: 'b', dimension: 'region', value: 'south' }],
  ['AssignCustomerProperty', { customerId: 'c', property: 'exporter' }],
  ['AddLegalEntity', { customerId: 'a', legalEntityId: 'l1', name: 'East' }],
  [
    'GiveMarketingConsent',
    { customerId: 'a', channel: 'email', evidence: { capturedAt: '2024-01-01', source: 'form' } },
  ],
  ['RegisterContact', { personId: 'olli', lastName: 'Oja', email: 'olli@b.fi' }],
  ['LinkContactToCompany', { personId: 'olli', customerId: 'b' }],
  ['SetMarketingBan', { personId: 'olli', channel: 'sms' }],
  ['GrantGroupVisibility', { groupId: 'clients', employeeId: 'bert' }],
]

beforeAll(async () => {
  at = await desk()
  const { code, err, out } = await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho', admin: true }],
    ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg', salesperson: true }],
    ['AddClassifierValue', { catalogue: 'status', value: 'active' }],
    ['CreateCustomerGroup', { groupId: 'clients', name: 'Clients' }],
    ['CreateCustomerGroup', { groupId: 'others', name: 'Others' }],
    customer('a', 'clients'),
    customer('b', 'clients'),
    customer('c', 'others'),
    ['ChangeCustomerStatus', { customerId: 'b', value: 'active' }],
    ['AssignResponsible', { customerId: 'a', employeeId: 'bert', from: null }],
    ...more,
  )
  expect([code, err, out.split('\n').filter((line) => line.includes('"ok":false'))]).toEqual([0, '', []])
})

afterAll(() => at.remove())

const ids = async (line: string): Promise<readonly string[]> =>
  ((await at.json(line)) as { customers: { customerId: string }[] }).customers.map(({ customerId }) => customerId)

/** Options that every list of customers takes, and the customers that each finds. */
const filters: readonly (readonly [options: string, customerIds: readonly string[]])[] = [
  ['--special-group fair', ['b']],
  ['--segment big', ['a']],
  ['--status active', ['b']],
  ['--kind domestic', ['a']],
  ['--attraction-channel web', ['c']],
  ['--owner bert', ['c']],
  ['--responsible-manager anna', ['b']],
  ['--service-manager anna bert', ['c']],
  ['--responsible bert', ['a', 'c']],
  ['--responsible-role serviceManager', ['c']],
  ['--tracking region=south', ['b']],
  ['--property exporter', ['c']],
  ['--legal-entity l1', ['a']],
  ['--consent email letter', ['a']],
  ['--ban sms', ['b']],
  ['--search B', ['b']],
  ['--group others --no-subgroups', ['c']],
]

describe('customers are filtered by the same options', () => {
  const idsIn = (rows: readonly { readonly customerId: string }[]) => rows.map(({ customerId }) => customerId)

  it.each(filters)('%s', async (options, customerIds) => {
    expect(idsIn((await at.json(`customers ${options}`)) as { customerId: string }[])).toEqual(customerIds)
    const { rows } = (await at.json(`matrix ${options}`)) as { rows: { subject: { id: string } }[] }
    expect(rows.map(({ subject }) => subject.id)).toEqual(customerIds)
    const assignees = (await at.json(`assignees ${options}`)) as { customerId: string }[]
    expect([...new Set(idsIn(assignees))]).toEqual(customerIds)
    const audience = (await at.json(`audience --channel email ${options}`)) as { persons: { customerIds: string[] }[] }
    expect(audience.persons.flatMap((person) => person.customerIds)).toEqual(customerIds.filter((id) => id === 'b'))
    const groups = options.includes('--group') ? '' : ' --group clients others'
    expect(await ids(`report${groups} ${options}`)).toEqual(customerIds)
  })

  it('--salesperson filters by the salespersons who see the group', async () => {
    expect(await ids('report --group clients others --salesperson bert')).toEqual(['a', 'b'])
    expect(idsIn((await at.json('customers --salesperson anna')) as { customerId: string }[])).toEqual([])
  })
})

describe('a group report', () => {
  it('may be about special groups too', async () => {
    expect(await ids('report --special-group fair')).toEqual(['b'])
    expect((await at.json('report --special-group fair --to 2030-01-01')) as object).toMatchObject({
      period: { from: null, to: '2030-01-01' },
    })
  })

  it('has the chosen columns, and is saved with them', async () => {
    const line = 'report --group clients --segment big --columns customerId,segment,responsibles'
    const big = {
      customerId: 'a',
      segment: 'Enterprise',
      segmentId: 'big',
      responsibles: 'Bert Berg',
      responsibleIds: ['bert'],
    }
    expect(await at.json(line)).toEqual({
      name: null,
      period: { from: null, to: null },
      customers: [{ ...big, membershipDays: null }],
      total: 1,
    })
    expect((await at.run(`${line} --save Big --by anna`)).code).toBe(0)
    expect(await at.json('report --saved Big --by anna --columns segment')).toMatchObject({
      name: 'Big',
      customers: [{ segment: 'Enterprise', segmentId: 'big' }],
    })
    expect((await at.run('report --saved Big --by anna --csv -')).out).toMatch(/^"?Customer id.*Days[\s\S]*Enterprise/)
    expect((await at.run('report --group clients --columns shoeSize')).err).toMatch(/Unknown column.*shoeSize/)
  })

  it('is filtered by group, status and employee', async () => {
    expect(await ids('report --group clients')).toEqual(['a', 'b'])
    expect(await ids('report --group clients others --status active')).toEqual(['b'])
    expect(await ids('report --group clients --user bert')).toEqual(['a'])
  })

  it('is saved under a name and run again; options take precedence', async () => {
    const { code, out, err } = await at.run('report --group clients --status active --save Active --by anna --json')
    expect([code, err]).toEqual([0, 'Saved as "Active": run it with --saved.\n'])
    expect(JSON.parse(out)).toMatchObject({ customers: [{ customerId: 'b' }] })
    expect(await ids('report --saved active --by anna')).toEqual(['b'])
    expect(await ids('report --saved Active --by anna --group others clients')).toEqual(['b'])
    expect((await at.run('report --saved Active --by bert')).err).toMatch(/"bert" has no report "Active".*--save/)
  })

  it('follows later changes of the saved one', async () => {
    await at.run('report --group clients --save Mine --by anna')
    await at.run('report --group others --save Mine --by anna')
    expect(await ids('report --saved Mine --by anna')).toEqual(['c'])
  })

  it.each([
    ['report', 2, /--group or --special-group must say/],
    ['report --group clients --from 2026-02-01 --to 2026-01-01', 2, /exchange them/],
    ['report --group clients --save X', 2, /--by/],
    ['report --group clients --save X --saved Y --by anna', 2, /choose one/],
    ['report --group clients nothing', 1, /no customer group "nothing"/],
    ['report --group clients --user nobody', 1, /no employee "nobody"/],
    ['report --saved Nothing', 1, /The office has no report "Nothing".*--by/],
  ])('%s is refused with what to do', async (line, exit, sentence) => {
    const { code, out, err } = await at.run(line)
    expect([code, out]).toEqual([exit, ''])
    expect(err).toMatch(sentence)
  })
})
