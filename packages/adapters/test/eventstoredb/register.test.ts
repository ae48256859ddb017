import { type Clientele, openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { pause, served } from './serving.js'

const registerOn = async (server: EventStoreDbServer): Promise<Clientele> => {
  const crm = await openClientele({ store: eventstoredb({ connectionString: server.connectionString() }) })
  onTestFinished(() => crm.close())
  return crm
}

const register = (crm: Clientele, customerId: string): ReturnType<Clientele['execute']> =>
  crm.execute({ type: 'RegisterCustomer', data: { customerId, name: `Customer ${customerId}` } }, { by: 'anna' })

const customersOf = (crm: Clientele): number => crm.views.responsibilityMatrix({ asOf: '2100-01-01' }).rows.length

test('a register on a server is shared by several processes, across a restart and lost answers', async () => {
  const server = await served()
  const [first, second] = [await registerOn(server), await registerOn(server)]
  await first.execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna Aalto' } })
  for (const skip of [3, 9, 4]) server.faults.add({ rpc: 'append', kind: 'loseAnswer', skip })
  const registering = Array.from({ length: 20 }, (_, n) => register(n % 2 === 0 ? first : second, `c${n}`))
  await pause(50)
  await server.restart()
  const answers = await Promise.all(registering)
  expect(answers.filter(isRight).length).toBe(20)
  const again = await registerOn(server)
  expect(customersOf(again)).toBe(20)
})

test('a command repeated by another process is not executed twice', async () => {
  const server = await served()
  const first = await registerOn(server)
  const command = { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna Aalto' } }
  const done = await first.executeUnknown(command, { commandId: 'once' })
  const second = await registerOn(server)
  expect(await second.executeUnknown(command, { commandId: 'once' })).toEqual(done)
})
