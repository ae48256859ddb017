import { type Batch, type Clientele, openClientele } from '@clientele/adapters'
import type { Message } from '@clientele/domain'
import {
  AssignResponsible,
  CreateCustomerGroup,
  MoveCustomersToGroup,
  RegisterCustomer,
  RegisterEmployee,
  SetGroupNumberingStart,
} from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { type MakeStore, onEveryStore } from '../stores.js'

const customer = (n: number, more: object = {}): Message =>
  RegisterCustomer({ customerId: `c${n}`, name: `Customer ${n} Oy`, groupId: 'g', ...more })

const opened = async (store: ReturnType<MakeStore>): Promise<Clientele> => {
  const crm = await openClientele({ store })
  for (const command of [
    RegisterEmployee({ employeeId: 'anna', name: 'Anna Aalto' }),
    CreateCustomerGroup({ groupId: 'g', name: 'Group' }),
    CreateCustomerGroup({ groupId: 'h', name: 'Another group' }),
    SetGroupNumberingStart({ groupId: 'g', start: 100 }),
  ])
    expect(isRight(await crm.execute(command))).toBe(true)
  return crm
}

const decided = async (batch: Batch, ...commands: readonly Message[]): Promise<void> => {
  for (const command of commands) expect(await batch.execute(command)).toMatchObject({ _tag: 'Right' })
}

const customersOf = (crm: Clientele): readonly string[] =>
  crm.views.customersOfGroup({ groupId: 'g' }).map(({ customerId }) => customerId)

onEveryStore('a batch of commands', (store) => {
  const withRegister = (name: string, body: (crm: Clientele, other: Clientele) => Promise<void>): void =>
    test(name, async () => {
      const source = store()
      const crm = await opened(source)
      const other = await openClientele({ store: source })
      try {
        await body(crm, other)
      } finally {
        await crm.close()
        await other.close()
      }
    })

  withRegister('appends nothing before it is committed, and then everything, in order', async (crm) => {
    const batch = crm.batch()
    await decided(batch, customer(1), customer(2), customer(3))
    expect(customersOf(crm)).toEqual([])
    expect(isRight(await batch.commit())).toBe(true)
    expect(customersOf(crm)).toEqual(['c1', 'c2', 'c3'])
    const numbers = crm.views.customersOfGroup({ groupId: 'g' }).map(({ number }) => number)
    expect(numbers).toEqual([100, 101, 102])
  })

  withRegister('decides each command on what those before it lead to', async (crm) => {
    const batch = crm.batch()
    await decided(batch, customer(1))
    expect(await batch.execute(customer(1))).toMatchObject({ left: { error: 'CustomerAlreadyRegistered' } })
    await decided(batch, AssignResponsible({ customerId: 'c1', employeeId: 'anna' }))
    expect(isRight(await batch.commit())).toBe(true)
    expect(crm.views.responsibilityMatrix({ asOf: crm.today() }).rows).toHaveLength(1)
  })

  withRegister('is dropped as a whole', async (crm) => {
    const batch = crm.batch()
    await decided(batch, customer(1))
    batch.discard()
    expect(isRight(await batch.commit())).toBe(true)
    expect(customersOf(crm)).toEqual([])
    expect(isRight(await crm.executeUnknown(customer(1)))).toBe(true)
  })

  withRegister('is refused where another process changed what it was decided on', async (crm, other) => {
    const batch = crm.batch()
    await decided(batch, customer(1), customer(2))
    expect(isRight(await other.executeUnknown(customer(2)))).toBe(true)
    expect(await batch.commit()).toMatchObject({ left: { error: 'ConcurrencyConflict' } })
    await crm.caughtUp()
    expect(customersOf(crm)).toContain('c2')
    // A store without atomic appends across streams completes a batch that it has started.
    if (crm.store.capabilities.atomicAcrossStreams) expect(customersOf(crm)).toEqual(['c2'])
  })

  withRegister('lets the commands of this process wait for the streams it changes', async (crm) => {
    const batch = crm.batch()
    await decided(batch, customer(1))
    const same = crm.executeUnknown(customer(1))
    const another = crm.execute(RegisterEmployee({ employeeId: 'bert', name: 'Bert Berg' }))
    expect(isRight(await another)).toBe(true)
    expect(isRight(await batch.commit())).toBe(true)
    expect(await same).toMatchObject({ left: { error: 'CustomerAlreadyRegistered' } })
  })

  withRegister('waits for no other batch while it holds streams itself', async (crm) => {
    const [one, two] = [crm.batch(), crm.batch()]
    await decided(one, customer(1))
    const crossing = (async () => {
      await decided(two, customer(11, { groupId: null }))
      return two.execute(customer(1))
    })()
    await decided(one, customer(2))
    expect(isRight(await one.commit())).toBe(true)
    expect(await crossing).toMatchObject({ left: { error: 'CustomerAlreadyRegistered' } })
    expect(isRight(await two.commit())).toBe(true)
  })

  withRegister('that lies without a call is dropped, and says so', async (crm) => {
    const batch = crm.batch({ expiresAfter: 50 })
    await decided(batch, customer(1))
    expect(isRight(await crm.executeUnknown(customer(1)))).toBe(true)
    expect(await batch.commit()).toMatchObject({ left: { error: 'ConcurrencyConflict' } })
    await decided(batch, customer(2))
    expect(isRight(await batch.commit())).toBe(true)
    expect(customersOf(crm)).toEqual(['c1', 'c2'])
  })

  withRegister('carries out calls that are made at the same time in their order', async (crm) => {
    const batch = crm.batch()
    const outcomes = [1, 2, 3].map((n) => batch.execute(customer(n)))
    expect(isRight(await batch.commit())).toBe(true)
    expect((await Promise.all(outcomes)).every(isRight)).toBe(true)
    expect(crm.views.customersOfGroup({ groupId: 'g' }).map(({ number }) => number)).toEqual([100, 101, 102])
  })

  withRegister('takes bulk commands, after what is pending', async (crm) => {
    const batch = crm.batch()
    await decided(batch, customer(1), customer(2))
    const moved = await batch.execute(MoveCustomersToGroup({ customerIds: ['c1', 'c2'], groupId: 'h' }))
    expect(moved).toMatchObject({ right: 2 })
    expect(batch.commits()).toBe(1)
  })

  withRegister('appends a command once, however often it comes with its id, in this batch or another', async (crm) => {
    const commands = [
      [customer(1), 'row-1'],
      [{ type: 'WriteNote', data: { links: { customerId: 'c1' }, text: 'Called' } }, 'row-2'],
    ] as const
    const run = async (): Promise<readonly unknown[]> => {
      const batch = crm.batch()
      const outcomes: unknown[] = []
      for (const [command, commandId] of [...commands, ...commands])
        outcomes.push(await batch.execute(command, { commandId }))
      expect(isRight(await batch.commit())).toBe(true)
      return outcomes
    }
    const first = await run()
    expect(first).toMatchObject([{ right: 4 }, { right: 1 }, { right: 4 }, { right: 1 }])
    expect(await run()).toEqual(first)
    expect(crm.register.tables.notes.size).toBe(1)
  })

  withRegister('refuses the id of another command, pending or appended, and keeps the other commands', async (crm) => {
    const batch = crm.batch()
    expect(await batch.execute(customer(1), { commandId: 'row-1' })).toMatchObject({ _tag: 'Right' })
    const reused = { _tag: 'Left', left: { error: 'CommandIdReused' } }
    expect(await batch.execute(customer(2), { commandId: 'row-1' })).toMatchObject(reused)
    expect(await batch.execute(customer(3), { commandId: 'row-3' })).toMatchObject({ _tag: 'Right' })
    expect(isRight(await batch.commit())).toBe(true)
    expect(await batch.execute(customer(2), { commandId: 'row-3' })).toMatchObject(reused)
    expect(customersOf(crm)).toEqual(['c1', 'c3'])
  })
})
