import { AssertionError } from 'node:assert/strict'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { ArchiveCustomer, RegisterCustomer, type StoreSource } from '@clientele/domain'
import { race } from '@clientele/testing'
import { left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const commands = Array.from({ length: 12 }, (_, index) =>
  RegisterCustomer({ customerId: `customer${index % 6}`, name: 'Acme' }),
)

type Execute = Clientele['executeUnknown']

/** Opens clients whose execution of commands is changed. */
const executing =
  (change: (execute: Execute, crm: Clientele) => Execute) =>
  async (store: StoreSource): Promise<Clientele> => {
    const crm = await openClientele({ store })
    return { ...crm, executeUnknown: change(crm.executeUnknown, crm) }
  }

const failureOf = async (change: (execute: Execute, crm: Clientele) => Execute): Promise<string> => {
  const error: unknown = await race({ store: memory(), commands, before: [], open: executing(change) }).catch((e) => e)
  expect(error).toBeInstanceOf(AssertionError)
  return error instanceof Error ? error.message : ''
}

describe('a race', () => {
  test('resolves with its log and the answers to each client', async () => {
    const { log, executed } = await race({ store: memory(), clients: 3, atOnce: 6, commands, before: [] })
    expect(log).toHaveLength(6)
    expect(executed).toHaveLength(12)
    expect(executed.filter(({ outcome }) => outcome._tag === 'Left')).toHaveLength(6)
  })

  test('starts at the given events, and includes steps of another day', async () => {
    const archive = { command: ArchiveCustomer({ customerId: 'c1' }), by: 'host', daysLater: 3 }
    const { log } = await race({ store: memory(), commands: [archive] })
    expect(log.at(-1)).toMatchObject({ type: 'CustomerArchived', metadata: { at: '2024-03-04T09:00:00.000Z' } })
  })

  test('fails if a client gets an unjustified refusal', async () => {
    const message = await failureOf((execute) => async (command, context) => {
      const outcome = await execute(command, context)
      return context?.commandId === 'r0' ? left({ error: 'CustomerNotFound', customerId: 'x' }) : outcome
    })
    expect(message).toContain('the log has 1 events more than the receipts')
    expect(message).toContain('RegisterCustomer')
  })

  test('fails if a receipt has events that are not in the log', async () => {
    const message = await failureOf((execute) => async (command, context) => {
      const outcome = await execute(command, context)
      if (outcome._tag === 'Left' || context?.commandId !== 'r0') return outcome
      return right({ ...outcome.right, events: outcome.right.events.map((event) => ({ ...event, position: '900' })) })
    })
    expect(message).toContain('a receipt names what is lost: 900 customer-')
  })

  test('fails if a repeated command is executed again', async () => {
    let sent = 0
    const message = await failureOf((execute) => (_, context) => {
      sent += 1
      return execute(
        { type: 'RegisterCustomer', data: { customerId: `n${sent}`, name: 'N' } },
        { ...context, commandId: `n${sent}` },
      )
    })
    expect(message).toContain('sent again under its id has another receipt')
  })

  test('refuses unknown options', async () => {
    const options = { store: memory(), commands, client: 3 }
    await expect(race(options as never)).rejects.toThrow('race: client: no such option; did you mean clients?')
  })

  test.each([
    ['no options', undefined, 'race: the options are an object'],
    ['no commands', { store: memory() }, 'race: commands: expected a list'],
    ['one command', { store: memory(), commands: commands[0] }, 'race: commands: expected a list'],
    ['what is no command', { store: memory(), commands: [undefined] }, 'race: commands: expected a list'],
    ['a number before', { store: memory(), commands, before: [1] }, 'race: before: expected a list'],
  ])('refuses %s', async (_, options, problem) => {
    await expect(race(options as never)).rejects.toThrow(problem)
  })

  test.each([{ clients: 0 }, { atOnce: 0 }, { clients: 1.5 }])('requires whole numbers: %j', async (options) => {
    await expect(race({ store: memory(), commands, ...options })).rejects.toThrow('a whole number from 1 on')
  })
})
