import { type Clientele, openClientele } from '@clientele/adapters'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'

type Asked = readonly [type: string, data: object, by?: string]

const execute = async (crm: Clientele, [type, data, by]: Asked): Promise<void> => {
  const outcome = await crm.executeUnknown({ type, data }, { by })
  expect(isLeft(outcome) ? outcome.left : 'accepted', type).toBe('accepted')
}

const contact = (personId: string, email: string): Asked => ['RegisterContact', { personId, lastName: 'Ek', email }]
const received = (activityId: string, from: string): Asked => [
  'RegisterEmail',
  { activityId, mailboxId: 'anna@own.fi', direction: 'received', from, subject: activityId },
]

const beginning: readonly Asked[] = [
  ['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }],
  ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'Anna@Own.fi' }],
  contact('pia', 'Pia@Acme.fi'),
]

onEveryStore('e-mails', (make) => {
  test('are linked to the persons whose card has the address, even if it was just added', async () => {
    const crm = await openClientele({ store: make({ synchronous: 'normal' }) })
    const subjects = (personId: string) => crm.views.contactEmails({ personId }).rows.map(({ subject }) => subject)
    for (const asked of beginning) await execute(crm, asked)
    await execute(crm, received('m1', 'pia@acme.fi'))
    await execute(crm, ['ChangeContactDetails', { personId: 'pia', changes: { email: 'pia@beta.fi' } }])
    await execute(crm, contact('pekka', 'PIA@acme.fi'))
    await execute(crm, received('m2', 'pia@acme.fi'))
    await execute(crm, received('m3', 'pia@beta.fi'))
    expect([subjects('pia'), subjects('pekka')]).toEqual([['m3', 'm1'], ['m2']])
    await crm.close()
  })

  test('are registered while contacts are added and removed', async () => {
    const crm = await openClientele({ store: make({ synchronous: 'normal' }) })
    for (const asked of beginning) await execute(crm, asked)
    const turns = Array.from({ length: 10 }, (_, turn) => turn)
    await Promise.all(
      turns.flatMap((turn) => [
        execute(crm, contact(`p${turn}`, 'pia@acme.fi')),
        execute(crm, received(`m${turn}`, 'pia@acme.fi')),
      ]),
    )
    expect(crm.views.contactEmails({ personId: 'pia' }).rows).toHaveLength(10)
    await crm.close()
  })

  test('of a restricted contact are hidden at once, and shown again unchanged when access is given back', async () => {
    const crm = await openClientele({ store: make({ synchronous: 'normal' }) })
    const seen = () => crm.views.contactEmails({ personId: 'pia', viewer: 'anna' })
    for (const asked of beginning) await execute(crm, asked)
    await execute(crm, received('m1', 'pia@acme.fi'))
    const before = seen()
    await execute(crm, ['RestrictContactEmailAccess', { personId: 'pia' }])
    expect(seen()).toEqual({ restricted: true, rows: [] })
    await execute(crm, ['GrantContactEmailAccess', { personId: 'pia' }])
    expect(seen()).toEqual(before)
    await crm.close()
  })
})
