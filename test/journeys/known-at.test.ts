import { type Clientele, type Outcome, openClientele, type Receipt } from '@clientele/adapters'
import { commands, type RecordedEvent } from '@clientele/domain'
import { type Audit, refusalOf } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { onEveryStore } from '../stores.js'

const { AssignResponsible, ChangeCustomerDetails, ErasePerson, LinkContactToCompany, MarkCustomerPrivate } = commands
const { EndResponsibility, RegisterContact, RegisterCustomer, RegisterEmployee } = commands

type Store = Parameters<typeof openClientele>[0]['store']

const opened = async (store: Store): Promise<Clientele> => {
  const crm = await openClientele({ store })
  onTestFinished(() => crm.close())
  return crm
}

const firstEvents = async (crm: Clientele): Promise<readonly RecordedEvent[]> => {
  for await (const events of crm.events({ maxCount: 1 })) return events
  return []
}

const onDay = (day: string) => ({ at: `${day}T09:00:00Z` })

const doneWith = async (command: Promise<Outcome>): Promise<Receipt> => {
  const outcome = await command
  if (isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/** Executes a command; returns the position of the end of the log. */
const done = async (command: Promise<Outcome>): Promise<string> => (await doneWith(command)).position ?? ''

const withAcme = async (store: Store): Promise<Clientele> => {
  const crm = await opened(store)
  for (const employeeId of ['anna', 'bertil'])
    await done(crm.executeUnknown(RegisterEmployee({ employeeId, name: employeeId }), onDay('2026-01-01')))
  await done(
    crm.executeUnknown(RegisterCustomer({ customerId: 'acme', name: 'Acme', ownerId: 'bertil' }), onDay('2026-01-02')),
  )
  return crm
}

type Views = Clientele['views']

const responsibleOn = (views: Views, asOf: string): readonly string[] =>
  views
    .responsibilityMatrix({ asOf })
    .rows.flatMap(({ cells }) => Object.entries(cells))
    .flatMap(([employeeId, { responsible }]) => (responsible ? [employeeId] : []))

const nameOf = (views: Views, asOf?: string): string | undefined =>
  views.customerCard({ customerId: 'acme', asOf })?.name

onEveryStore('the register as it was known', (make) => {
  test('shows who was responsible on a day, as known then and as known now', async () => {
    const crm = await withAcme(make())
    const assigned = { customerId: 'acme', employeeId: 'anna', from: '2026-02-01' }
    const receipt = await doneWith(crm.executeUnknown(AssignResponsible(assigned), onDay('2026-02-01')))
    const ended = { customerId: 'acme', assignmentId: receipt.ids.assignmentId ?? '', until: '2026-03-01' }
    await done(crm.executeUnknown(EndResponsibility(ended), onDay('2026-03-01')))
    const late = { customerId: 'acme', employeeId: 'bertil', from: '2026-03-01' }
    await done(crm.executeUnknown(AssignResponsible(late), onDay('2026-03-01')))

    const { views } = await crm.knownAt(receipt.position ?? '')
    expect(responsibleOn(views, '2026-03-01')).toEqual(['anna'])
    expect(responsibleOn(views, '2026-01-31')).toEqual([])
    expect(responsibleOn(crm.views, '2026-03-01')).toEqual(['bertil'])
    expect(responsibleOn(crm.views, '2026-02-28')).toEqual(['anna'])
  })

  test('does not change when more events are recorded, nor does its history', async () => {
    const crm = await withAcme(make())
    const moment = (await crm.caughtUp()) as { right: { position: string } }
    const known = await crm.knownAt(moment.right.position)
    const before = known.views.customerHistory({ customerId: 'acme' })
    await done(
      crm.executeUnknown(ChangeCustomerDetails({ customerId: 'acme', changes: { name: 'Beta' } }), onDay('2026-01-02')),
    )
    expect(nameOf(known.views)).toBe('Acme')
    expect(nameOf(known.views, '2026-01-02')).toBe('Acme')
    expect(nameOf(crm.views, '2026-01-02')).toBe('Beta')
    expect(known.views.customerHistory({ customerId: 'acme' })).toEqual(before)
  })

  test('takes an instant (inclusive) or the position of an event; an invalid moment is refused by name', async () => {
    const crm = await withAcme(make())
    const [registered] = await firstEvents(crm)
    // Other events may have been recorded within the same millisecond.
    for (const moment of [registered?.recordedAt ?? '', registered?.position ?? '']) {
      const { views } = await crm.knownAt(moment)
      expect(
        [...views.responsibilityMatrix({ asOf: '2026-01-03' }).columns].map(({ employeeId }) => employeeId),
      ).toContain('anna')
    }
    expect(nameOf((await crm.knownAt(registered?.position ?? '')).views)).toBe(undefined)
    expect((await crm.knownAt('2000-01-01T00:00:00Z')).views.customerList()).toMatchObject({ right: [] })
    expect(nameOf((await crm.knownAt('2999-01-01T00:00:00Z')).views)).toBe('Acme')
    for (const moment of ['', 'yesterday', '2026-02-31T00:00:00Z', null, 7]) {
      const refused = await crm.knownAt(moment as string).catch((error: unknown) => refusalOf(error))
      expect(refused).toMatchObject({ error: 'MalformedQuestion', problems: [{ path: 'knownAt' }] })
    }
  })

  test('shows a viewer what that employee may see now, and nobody who has been erased since', async () => {
    const crm = await withAcme(make())
    const contact = { personId: 'pia', lastName: 'Ek', email: 'pia@ek.fi' }
    await done(crm.executeUnknown(RegisterContact(contact), onDay('2026-01-03')))
    const before = await done(
      crm.executeUnknown(LinkContactToCompany({ personId: 'pia', customerId: 'acme' }), onDay('2026-01-03')),
    )
    const known = await crm.knownAt(before)
    expect(known.views.contactSearch({ text: 'Ek' })).toMatchObject([{ lastName: 'Ek' }])
    expect(known.views.customerCard({ customerId: 'acme', viewer: 'anna' })).toMatchObject({ name: 'Acme' })
    const changesOfAcme = (audit: Audit): number =>
      audit.changes({ subjects: [{ kind: 'customer', id: 'acme' }], viewer: 'anna' }).total
    expect(changesOfAcme(known.audit)).toBe(2)

    await done(crm.executeUnknown(ErasePerson({ personId: 'pia' }), onDay('2026-05-01')))
    await done(crm.executeUnknown(MarkCustomerPrivate({ customerId: 'acme' }), onDay('2026-05-01')))
    for (const { views, audit } of [known, await crm.knownAt(before)]) {
      expect(changesOfAcme(audit)).toBe(0)
      expect(JSON.stringify([views.contactSearch(), views.contactHistory({ personId: 'pia' })])).not.toMatch(
        /"Ek"|pia@/,
      )
      expect(views.customerCard({ customerId: 'acme', viewer: 'anna' })).toBeNull()
      expect(views.customerCard({ customerId: 'acme', viewer: 'bertil' })).toMatchObject({ name: 'Acme' })
    }
    expect(JSON.stringify(crm.views.contactSearch({ asOf: '2026-02-01' }))).not.toMatch(/"Ek"|pia@/)
  })
})
