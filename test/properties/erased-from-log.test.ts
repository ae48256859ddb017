import { randomBytes } from 'node:crypto'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memoryKeys } from '@clientele/adapters/keys'
import { memory } from '@clientele/adapters/memory'
import { beginning, type Step, smallPools, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const secret = 'SECRET'

const types = [
  'RegisterContact',
  'RegisterPrivateCustomer',
  'ConvertContactToPrivateCustomer',
  'ChangeCustomerDetails',
  'ArchiveCustomer',
  'RestoreCustomer',
  'ChangeCustomerNumber',
  'SetMarketingBan',
  'WriteNote',
  'EditNote',
  'DeleteNote',
  'RegisterTask',
  'ChangeTaskStatus',
  'LinkFile',
  'UnlinkFile',
  'RegisterProject',
  'CloseProject',
  'ReopenProject',
  'MergeContacts',
  'MergeCustomers',
] as const

const histories = steps(
  types,
  { minLength: 40, maxLength: 120 },
  { pools: smallPools.pools, personalText: fc.constant(secret) },
)

/** Marks every personal text and gives every command a marked reason; the company of the beginning is a private customer. */
const markedCommands = (history: readonly Step[]): readonly { readonly command: object; readonly reason: string }[] => {
  let count = 0
  const mark = (): string => {
    count += 1
    return `mark${count}.`
  }
  return [...beginning, ...history].map(({ command: { type, data } }) => ({
    command: { type, data: JSON.parse(JSON.stringify(data).replaceAll('"c1"', '"c4"').replaceAll(secret, mark)) },
    reason: mark(),
  }))
}

const marksIn = (texts: readonly unknown[]): ReadonlySet<string> => new Set(JSON.stringify(texts).match(/mark\d+\./g))

const logOf = async (crm: Clientele): Promise<readonly unknown[]> => {
  const events: unknown[] = []
  for await (const batch of crm.events()) events.push(...batch)
  return events
}

const shown = (crm: Clientele, known: Pick<Clientele, 'views' | 'audit'> = crm): readonly unknown[] => {
  const { persons, customers, notes, tasks, files, projects } = crm.register.tables
  const ids = [
    ...[...persons.rows()].map(({ personId }) => personId),
    ...[...customers.rows()].map(({ customerId }) => customerId),
    ...[notes, tasks, files].flatMap((table) => [...table.rows()].map(({ activityId }) => activityId)),
    ...[...projects.rows()].map(({ projectId }) => projectId),
  ]
  return [
    crm.register.dump(),
    known.audit.changes({ limit: 10_000 }),
    (['contact', 'customer', 'project', 'activity'] as const).flatMap((kind) =>
      ids.map((id) => known.views.subjectHistory({ subject: { kind, id }, locale: 'en' })),
    ),
  ]
}

const erasedAll = async (crm: Clientele, history: readonly Step[]): Promise<string> => {
  for (const { command, reason } of markedCommands(history)) await crm.executeUnknown(command, { reason })
  const head = await crm.store.head()()
  for (const { personId } of [...crm.register.tables.persons.rows()])
    await crm.executeUnknown({ type: 'ErasePerson', data: { personId } })
  return head._tag === 'Right' ? (head.right?.position ?? '') : ''
}

describe('after erasures', () => {
  test.prop([histories], runs(10))(
    'a process shows no text that the encrypted log no longer has, and without a master key no other text either',
    async (history) => {
      const keys = { masterKey: randomBytes(32).toString('base64'), store: memoryKeys() }
      const [encrypted, clear] = [
        await openClientele({ store: memory(), keys }),
        await openClientele({ store: memory() }),
      ]
      const before = await erasedAll(encrypted, history)
      const clearBefore = await erasedAll(clear, history)
      const left = marksIn(await logOf(encrypted))
      for (const [crm, moment] of [
        [encrypted, before],
        [clear, clearBefore],
      ] as const)
        for (const texts of [shown(crm), shown(crm, await crm.knownAt(moment))])
          expect([...marksIn(texts)].filter((mark) => !left.has(mark))).toEqual([])
      expect(await encrypted.rebuild()).toMatchObject({ right: { equal: true } })
      await Promise.all([encrypted.close(), clear.close()])
    },
    120_000,
  )
})
