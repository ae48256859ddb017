import { type Clientele, openClientele } from '@clientele/adapters'
import {
  AssignResponsible,
  CreateCustomerGroup,
  failureOf,
  MoveCustomersToGroup,
  RegisterCustomer,
  RegisterEmployee,
} from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'

const count = 20
const ids = Array.from({ length: count }, (_, n) => `c${n}`)

const accepted = async (crm: Clientele, ...commands: Parameters<Clientele['execute']>[0][]): Promise<void> => {
  for (const outcome of await Promise.all(commands.map((command) => crm.execute(command, { by: 'anna', as: 'host' }))))
    expect(isRight(outcome)).toBe(true)
}

/** Executes commands one by one, concurrently, in a batch and on many streams, in two processes. */
const work = async (crm: Clientele, other: Clientele): Promise<void> => {
  await accepted(crm, RegisterEmployee({ employeeId: 'anna', name: 'Anna Aalto' }))
  await accepted(crm, CreateCustomerGroup({ groupId: 'g', name: 'Group' }))
  await accepted(crm, CreateCustomerGroup({ groupId: 'h', name: 'Another group' }))
  const batch = crm.batch()
  for (const customerId of ids) {
    await batch.execute(RegisterCustomer({ customerId, name: `${customerId} Oy`, groupId: 'g' }))
    await batch.execute(AssignResponsible({ customerId, employeeId: 'anna' }))
  }
  expect(isRight(await batch.commit())).toBe(true)
  await other.caughtUp()
  await accepted(other, MoveCustomersToGroup({ customerIds: ids, groupId: 'h' }))
  await crm.caughtUp()
  await accepted(crm, ...ids.map((customerId) => ({ type: 'ArchiveCustomer', data: { customerId } }) as const))
}

onEveryStore('verification', (store) => {
  test('confirms that a log with commands of every kind is unchanged and matches a stored head', async () => {
    const source = store()
    const [crm, other] = [await openClientele({ store: source }), await openClientele({ store: source })]
    await work(crm, other)
    const { ok, head } = await crm.verify()
    expect(ok).toBe(true)
    await accepted(other, RegisterCustomer({ customerId: 'later', name: 'Later Oy' }))
    expect(await crm.verify({ against: head })).toMatchObject({ ok: true })
    expect(await crm.verify({ from: head, against: head })).toMatchObject({ ok: true, events: 1 })
    for (const one of [crm, other]) await one.close()
  })

  test('refuses an invalid head or option', async () => {
    const crm = await openClientele({ store: store() })
    for (const options of [{ against: { position: '1', hash: 'x' } }, { form: null }, { from: 'head' }])
      expect(await crm.verify(options as object).catch(failureOf)).toMatchObject({ error: 'MalformedOptions' })
    await crm.close()
  })
})
