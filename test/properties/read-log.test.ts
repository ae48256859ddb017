import { openClientele, type PersonRead } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { executeHistory, type Step, smallPools, steps } from '@clientele/testing'
import { test } from '@fast-check/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import { type Asked, answerTo, poolOf, questionsFor, viewNames, written } from './questions.js'
import { runs } from './runs.js'

const persons = ['p1', 'p2', 'p3', 'p4']

const markOf = (personId: string): string => `Marked${personId}x`

const step = (type: string, data: object): Step => ({ command: { type, data }, by: 'host', daysLater: 0 })

const named = persons.flatMap((personId) => [
  step('RegisterContact', { personId, lastName: markOf(personId) }),
  step('ChangeContactDetails', { personId, changes: { lastName: markOf(personId) } }),
])

const around = [
  'LinkContactToCompany',
  'GrantPortalAccess',
  'AddProjectParticipant',
  'MergeContacts',
  'MergeCustomers',
  'WriteNote',
  'RegisterTask',
  'SetMarketingBan',
  'GiveMarketingConsent',
  'AssignContactProperty',
  'ConvertContactToPrivateCustomer',
  'AssignResponsible',
  'MoveCustomerToGroup',
  'AddCustomerToSpecialGroup',
] as const

const histories = steps(around, { minLength: 10, maxLength: 40 }, smallPools)

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const opened = async (history: readonly Step[]) => {
  const reads: PersonRead[] = []
  const crm = await openClientele({
    store: memory(),
    readLog: (some) => {
      reads.push(...some)
    },
    follow: false,
  })
  for (const { command, meta } of executeHistory([...named, ...history]).commands) {
    const { today, at, by } = meta
    await crm.executeUnknown(command, { today, at, ...(by === 'host' ? {} : { by }) })
  }
  return { crm, reads }
}

describe('the read log', () => {
  test.prop([histories], runs(8))(
    'names every person whose name a view shows, and contains no text',
    async (history) => {
      const { crm, reads } = await opened(history)
      const pool = poolOf(crm.register)
      const survivorOf = (personId: string): string => {
        const into = crm.register.tables.persons.get(personId)?.mergedInto ?? null
        return into === null ? personId : survivorOf(into)
      }
      const asking = { viewer: 'e1', asOf: crm.today() }
      const asked: readonly Asked[] = viewNames.flatMap((name) =>
        questionsFor(name, pool, asking).map((params) => ({ name, params })),
      )
      const unnamed: string[] = []
      let shownAtAll = 0
      for (const { name, params } of asked) {
        reads.length = 0
        const text = written(answerTo(crm, { name, params }))
        await soon()
        const shown = persons.filter((personId) => text.includes(markOf(personId))).map(survivorOf)
        shownAtAll += shown.length
        const noted = new Set(reads.flatMap(({ personIds }) => personIds.map(survivorOf)))
        // History lines name persons in texts: there the read log has the subject, or the person.
        const isNoted = (personId: string): boolean =>
          noted.has(personId) || (/istory/.test(name) && reads.some(({ subject }) => subject !== null))
        if (!shown.every(isNoted)) unnamed.push(name)
        expect(reads.length).toBeLessThanOrEqual(1)
        for (const read of reads) expect(read).toMatchObject({ view: name, more: 0 })
        expect(JSON.stringify(reads)).not.toContain('Marked')
      }
      expect([...new Set(unnamed)]).toEqual([])
      expect(shownAtAll).toBeGreaterThan(10)
      await crm.close()
    },
  )
})

test('records nothing for an answer that shows nobody', async () => {
  const { crm, reads } = await opened([])
  crm.views.contactCard({ personId: 'nobody', asOf: crm.today() })
  crm.views.groupTree({ asOf: crm.today() })
  expect(isLeft(crm.views.subjectHistory({ subject: { kind: 'contact', id: 'p1' }, viewer: 'nobody' }))).toBe(true)
  await crm.close()
  expect(reads).toEqual([])
})
