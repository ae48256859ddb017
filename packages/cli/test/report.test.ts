import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const customer = (customerId: string, groupId: string): [string, object] => [
  'RegisterCustomer',
  { customerId, kind: 'company', name: customerId, groupId },
]

beforeAll(async () => {
  at = await desk()
  const { code, err } = await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho' }],
    ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
    ['AddClassifierValue', { catalogue: 'status', value: 'active' }],
    ['CreateCustomerGroup', { groupId: 'clients', name: 'Clients' }],
    ['CreateCustomerGroup', { groupId: 'others', name: 'Others' }],
    customer('a', 'clients'),
    customer('b', 'clients'),
    customer('c', 'others'),
    ['ChangeCustomerStatus', { customerId: 'b', value: 'active' }],
    ['AssignResponsible', { customerId: 'a', employeeId: 'bert', from: null }],
  )
  expect([code, err]).toEqual([0, ''])
})

afterAll(() => at.remove())

const ids = async (line: string): Promise<readonly string[]> =>
  ((await at.json(line)) as { customers: { customerId: string }[] }).customers.map(({ customerId }) => customerId)

describe('a group report', () => {
  it('is about groups, a status, an employee', async () => {
    expect(await ids('report --group clients')).toEqual(['a', 'b'])
    expect(await ids('report --group clients others --status active')).toEqual(['b'])
    expect(await ids('report --group clients --user bert')).toEqual(['a'])
  })

  it('is saved under a name and asked again, the options first', async () => {
    const { code, out, err } = await at.run('report --group clients --status active --save Active --by anna --json')
    expect([code, err]).toEqual([0, 'Saved as "Active": run it with --saved.\n'])
    expect(JSON.parse(out)).toMatchObject({ customers: [{ customerId: 'b' }] })
    expect(await ids('report --saved active --by anna')).toEqual(['b'])
    expect(await ids('report --saved Active --by anna --group others clients')).toEqual(['b'])
    expect((await at.run('report --saved Active --by bert')).err).toMatch(/"bert" has no report "Active".*--save/)
  })

  it('becomes what is saved under its name later', async () => {
    await at.run('report --group clients --save Mine --by anna')
    await at.run('report --group others --save Mine --by anna')
    expect(await ids('report --saved Mine --by anna')).toEqual(['c'])
  })

  it.each([
    ['report', 2, /--group must say/],
    ['report --group clients --from 2026-02-01 --to 2026-01-01', 2, /exchange them/],
    ['report --group clients --save X', 2, /--by/],
    ['report --group clients --save X --saved Y --by anna', 2, /choose one/],
    ['report --group clients nothing', 1, /no customer group "nothing"/],
    ['report --group clients --user nobody', 1, /no employee "nobody"/],
    ['report --saved Nothing', 1, /The office has no report "Nothing".*--by/],
  ])('%s is told what to do', async (line, exit, sentence) => {
    const { code, out, err } = await at.run(line)
    expect([code, out]).toEqual([exit, ''])
    expect(err).toMatch(sentence)
  })
})
