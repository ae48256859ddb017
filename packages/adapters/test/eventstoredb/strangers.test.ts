import { type Clientele, openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { clientOn, pause, served } from './serving.js'

const registerOn = async (server: EventStoreDbServer): Promise<Clientele> => {
  const crm = await openClientele({ store: eventstoredb({ connectionString: server.connectionString() }) })
  onTestFinished(() => crm.close())
  return crm
}

const answerOf = async (crm: Clientele, type: string, data: object, commandId?: string): Promise<unknown> => {
  const context = commandId === undefined ? { by: 'anna' } : { by: 'anna', commandId }
  const answer = await crm.executeUnknown({ type, data }, context)
  return isRight(answer) ? answer.right.events.length : answer.left
}

const foreignWriterOn = (server: EventStoreDbServer) => {
  const client = clientOn(server)
  return (stream: string, count = 1) =>
    client.appendToStream(
      stream,
      Array.from({ length: count }, () => ({
        id: crypto.randomUUID(),
        type: 'SomethingElse',
        contentType: 'application/json' as const,
        data: { of: 'another program' },
        metadata: undefined,
      })),
    )
}

const preparedRegister = async (server: EventStoreDbServer): Promise<Clientele> => {
  const crm = await registerOn(server)
  expect(await answerOf(crm, 'RegisterEmployee', { employeeId: 'anna', name: 'Anna', admin: true })).toBe(1)
  expect(await answerOf(crm, 'DefineRole', { roleId: 'r', name: 'Role', kind: 'customer' })).toBe(1)
  expect(await answerOf(crm, 'CreateCustomerGroup', { groupId: 'g', name: 'Group' })).toBe(1)
  for (const customerId of ['c1', 'c2'])
    expect(await answerOf(crm, 'RegisterCustomer', { customerId, name: 'One Oy', groupId: 'g' })).toBeGreaterThan(0)
  return crm
}

const change = (name: string) => ({ customerId: 'c1', changes: { name } })
const assignment = { customerId: 'c1', employeeId: 'anna', roleId: 'r' }

test('events of another program in a stream of ours are skipped, by writers and readers', async () => {
  const server = await served()
  const [crm, foreignWriter] = [await preparedRegister(server), foreignWriterOn(server)]
  for (const stream of ['customer-c1', 'employee-anna', 'role-r']) await foreignWriter(stream, 3)
  expect(await answerOf(crm, 'ChangeCustomerDetails', change('Two Oy'))).toBe(1)
  await foreignWriter('customer-c1')
  expect(await answerOf(crm, 'AssignResponsible', assignment)).toBe(1)
  await foreignWriter('customer-c2', 2)
  expect(await answerOf(crm, 'DeleteCustomerGroup', { groupId: 'g' })).toBeGreaterThan(2)
  const again = await registerOn(server)
  expect(again.views.responsibilityMatrix({ asOf: '2100-01-01' }).rows).toHaveLength(2)
  expect(await answerOf(again, 'ChangeCustomerDetails', change('Three Oy'))).toBe(1)
})

test('a stream of another program under a name of ours is skipped', async () => {
  const server = await served()
  const [crm, foreignWriter] = [await preparedRegister(server), foreignWriterOn(server)]
  await foreignWriter('customer-c9', 2)
  expect(await answerOf(crm, 'RegisterCustomer', { customerId: 'c9', name: 'Nine Oy' })).toBeGreaterThan(0)
  expect(
    await answerOf(await registerOn(server), 'RegisterCustomer', { customerId: 'c9', name: 'Again Oy' }),
  ).toMatchObject({
    error: 'CustomerAlreadyRegistered',
  })
})

test('a command that skipped foreign events is recognised when repeated', async () => {
  const server = await served()
  const [crm, foreignWriter] = [await preparedRegister(server), foreignWriterOn(server)]
  await foreignWriter('customer-c1', 2)
  expect(await answerOf(crm, 'ChangeCustomerDetails', change('Two Oy'), 'once')).toBe(1)
  await foreignWriter('customer-c1', 2)
  const before = server.log.events.length
  expect(await answerOf(crm, 'ChangeCustomerDetails', change('Two Oy'), 'once')).toBe(1)
  expect(await answerOf(await registerOn(server), 'ChangeCustomerDetails', change('Two Oy'), 'once')).toBe(1)
  expect(server.log.events.length).toBe(before)
})

test('foreign writers block nobody, and no event of ours is overtaken unnoticed', async () => {
  const server = await served()
  const [one, other, foreignWriter] = [
    await preparedRegister(server),
    await registerOn(server),
    foreignWriterOn(server),
  ]
  let isOver = false
  const writing = (async () => {
    for (; !isOver; await pause(50)) await foreignWriter('customer-c1')
  })()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      answerOf(n % 2 === 0 ? one : other, 'ChangeCustomerDetails', change(`Oy ${n}`)),
    ),
  )
  isOver = true
  await writing
  expect(answers).toEqual(answers.map(() => 1))
  const names = server.log.streams.get('customer-c1')?.events.filter(({ type }) => type === 'CustomerDetailsChanged')
  expect(names).toHaveLength(20)
})
