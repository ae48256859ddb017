import { type Clientele, openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import type { Message } from '@clientele/domain'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { served } from './serving.js'

const answerOf = <A>(answer: Either<object, A>): A =>
  isLeft(answer) ? expect.fail(JSON.stringify(answer.left)) : answer.right

const registerOn = async (server: EventStoreDbServer, follow: boolean): Promise<Clientele> => {
  const store = eventstoredb({ connectionString: server.connectionString() })
  const crm = await openClientele({ store, follow })
  onTestFinished(() => crm.close())
  return crm
}

const done = async (crm: Clientele, command: Message): Promise<void> => {
  answerOf(await crm.executeUnknown(command, { by: 'anna' }))
}

const employee = (employeeId: string): Message => ({ type: 'RegisterEmployee', data: { employeeId, name: 'Anna' } })

const numbered = (customerId: string, number: number): Message => ({
  type: 'RegisterCustomer',
  data: { customerId, name: 'Acme Oy', number },
})

test.each([false, true])(
  'views miss nothing that others write between two streams of one command (following: %s)',
  async (follow) => {
    const server = await served()
    const [crm, others] = [await registerOn(server, follow), await registerOn(server, false)]
    // The server has one event, then the intent and the first stream. Before the second stream is written, another
    // register writes.
    server.faults.add({ rpc: 'append', kind: 'late', skip: 2, milliseconds: 2_000 })
    const registering = done(crm, numbered('acme', 7))
    await expect.poll(() => server.log.events.length, { timeout: 10_000, interval: 2 }).toBe(3)
    await done(others, employee('between'))
    await registering
    await done(crm, employee('behind'))
    answerOf(await crm.caughtUp())
    expect(Array.from(crm.register.tables.employees.rows(), ({ employeeId }) => employeeId).sort()).toEqual([
      'behind',
      'between',
    ])
    expect(answerOf(await crm.rebuild())).toMatchObject({ equal: true, differences: [] })
  },
)
