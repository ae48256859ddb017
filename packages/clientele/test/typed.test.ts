import {
  AssignResponsible,
  type Clientele,
  CreateCustomerGroup,
  CustomerId,
  EmployeeId,
  MoveCustomersToGroup,
  MoveCustomerToGroup,
  memory,
  openClientele,
  RegisterCustomer,
  RegisterEmployee,
} from '@clientele/clientele'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'

let crm: Clientele

beforeAll(async () => {
  crm = await openClientele({ store: memory() })
  await crm.execute(RegisterEmployee({ employeeId: 'anna', name: 'Anna' }))
  await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
})

afterAll(() => crm.close())

describe('execute answers what the command can come to', () => {
  test('the events of the receipt are those of the command, with their data', async () => {
    const outcome = await crm.execute(
      AssignResponsible({ customerId: CustomerId('acme'), employeeId: EmployeeId('anna'), from: '2026-01-01' }),
    )
    if (isLeft(outcome)) throw new Error(outcome.left.error)
    const [event] = outcome.right.events
    expectTypeOf<NonNullable<typeof event>['type']>().toEqualTypeOf<'ResponsibleAssigned'>()
    expect(event?.data).toMatchObject({ employeeId: 'anna', from: '2026-01-01' })
    expectTypeOf(event?.data.from).not.toBeAny()
  })

  test('a rejection narrows to its facts, and one that the command cannot give does not compile', async () => {
    const outcome = await crm.execute(MoveCustomerToGroup({ customerId: 'acme', groupId: 'none' }))
    if (isRight(outcome) || outcome.left.error !== 'GroupNotFound') throw new Error('not refused')
    expect(outcome.left.groupId).toBe('none')
    expectTypeOf<Extract<typeof outcome.left, { error: 'CustomerNotFound' }>>().toBeNever()
    type Refusals = Extract<Awaited<ReturnType<typeof crm.execute<'MoveCustomerToGroup'>>>, { _tag: 'Left' }>['left']
    expectTypeOf<'GroupNotAssignable'>().toExtend<Refusals['error']>()
    expectTypeOf<'RoleNameTaken'>().not.toExtend<Refusals['error']>()
  })

  test('commands of one list have the outcomes of all', async () => {
    for (const command of [
      CreateCustomerGroup({ groupId: 'a', name: 'A' }),
      RegisterEmployee({ employeeId: 'anna', name: 'A' }),
    ]) {
      const outcome = await crm.execute(command)
      if (isLeft(outcome)) expect(outcome.left.error).toBe('EmployeeAlreadyRegistered')
      else expect(outcome.right.events.map(({ type }) => type)).toEqual(['CustomerGroupCreated'])
    }
  })

  test('what a bulk command refuses stands beside what it did', async () => {
    const outcome = await crm.execute(MoveCustomersToGroup({ customerIds: ['acme', 'nobody'], groupId: 'a' }))
    if (isLeft(outcome)) throw new Error(outcome.left.error)
    expectTypeOf<(typeof outcome.right.events)[number]['type']>().toEqualTypeOf<'CustomerMovedToGroup'>()
    expect(outcome.right.failures).toEqual([{ customerId: 'nobody', error: 'CustomerNotFound' }])
  })
})

test('a misspelt field, a wrong value and an id of another kind do not compile', () => {
  // @ts-expect-error There is no such field.
  AssignResponsible({ customerId: 'acme', employeeId: 'anna', form: '2026-01-01' })
  // @ts-expect-error An employee is no customer.
  AssignResponsible({ customerId: EmployeeId('anna'), employeeId: 'anna' })
  // @ts-expect-error There is no such command.
  const misspelt: Parameters<Clientele['execute']>[0] = { type: 'AssignResponsable', data: {} }
  expect(misspelt.type).toBe('AssignResponsable')
})
