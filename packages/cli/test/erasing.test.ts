import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
  const { code, err } = await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho', admin: true }],
    ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
    ['RegisterCustomer', { customerId: 'zeta', kind: 'company', name: 'Zeta Oy' }],
    ['RegisterContact', { personId: 'maria', lastName: 'Maa', firstName: 'Maria', email: 'maria@maa.example' }],
    ['LinkContactToCompany', { personId: 'maria', customerId: 'zeta' }],
    ['WriteNote', { activityId: 'n1', links: { personIds: ['maria'] }, text: 'Likes tea' }],
    ['RegisterPrivateCustomer', { personId: 'aino', customerId: 'aino', firstName: 'Aino', lastName: 'Oja' }],
    ['RecordInvoice', { customerId: 'aino', documentId: 'i1', date: '2026-02-01' }],
  )
  expect([code, err]).toEqual([0, ''])
})

afterEach(() => at.remove())

describe('erasing a person', () => {
  it('prints a receipt: who, when, what, which streams; and nothing about the person', async () => {
    const receipt = await at.json('erase maria --by anna --request r-17 --today 2026-11-22')
    expect(receipt).toEqual({
      inClear: 2,
      personId: 'maria',
      personIds: ['maria'],
      erasedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      by: 'anna',
      scope: 'full',
      retainedUntil: null,
      requestId: 'r-17',
      streams: ['person-maria', 'activity-n1'],
      events: [
        expect.objectContaining({ stream: 'person-maria', type: 'ContactUnlinkedFromCompany' }),
        expect.objectContaining({ stream: 'person-maria', type: 'PersonErased' }),
      ],
    })
    expect(JSON.stringify(receipt)).not.toMatch(/Maa|tea/)
    expect(await at.json('contacts --search maa')).toEqual([])
  })

  it('names every record that was merged into the person, and erases all', async () => {
    await at.given(
      ['RegisterContact', { personId: 'mia', lastName: 'Maa' }],
      ['WriteNote', { activityId: 'n2', links: { personId: 'mia' }, text: 'Likes milk' }],
      ['MergeContacts', { survivorId: 'maria', duplicateId: 'mia' }],
    )
    expect((await at.run('erase mia --by anna')).err).toMatch(/"mia" was merged.*erase that one/)
    expect(await at.json('erase maria --by anna')).toMatchObject({
      personId: 'maria',
      personIds: ['maria', 'mia'],
      streams: ['person-maria', 'person-mia', 'activity-n1', 'activity-n2'],
    })
    expect(await at.json('contacts --search maa')).toEqual([])
  })

  it('says until when data is retained for invoices', async () => {
    expect(await at.json('erase aino --by anna --today 2026-11-22')).toMatchObject({
      scope: 'exceptInvoicing',
      retainedUntil: '2032-12-31',
      streams: ['person-aino', 'customer-aino'],
    })
  })

  it('prints the receipt as a table too', async () => {
    const { code, out, err } = await at.run('erase maria --by anna')
    expect([code, err]).toEqual([0, expect.stringContaining('(CLIENTELE_MASTER_KEY)')])
    expect(out).toMatch(/person-maria, activity-n1/)
  })

  it('previews what would be erased and retained, and changes nothing', async () => {
    const asked = 'erase aino --by anna --today 2026-11-22'
    expect(await at.json(`${asked} --dry-run`)).toEqual({
      personIds: ['aino'],
      scope: 'exceptInvoicing',
      retainedUntil: '2032-12-31',
      documents: [{ customerId: 'aino', documentId: 'i1', kind: 'invoice', date: '2026-02-01' }],
      inClear: 2,
      events: [expect.objectContaining({ stream: 'person-aino', type: 'PersonErased' })],
    })
    const { code, out, err } = await at.run(`${asked} --dry-run`)
    expect([code, err]).toEqual([0, expect.stringContaining('would stay in clear in 2 of the events')])
    expect(out).toMatch(/documents +│ i1/)
    expect((await at.run('erase maria --by bert --dry-run')).err).toContain('Only an administrator')
    expect(await at.json(asked)).toMatchObject({ personIds: ['aino'], scope: 'exceptInvoicing', inClear: 2 })
  })

  it('is refused with a sentence that says what to do', async () => {
    await at.given(['PlaceLegalHold', { personId: 'maria', until: '2027-01-01' }])
    for (const [line, sentence] of [
      ['erase nobody', /no contact "nobody".*clientele contacts/],
      ['erase maria --today 2026-11-22', /legal hold.*from 2027-01-01 on, or lift/],
      ['erase maria --by bert', /Only an administrator.*--by/],
    ] as const) {
      const { code, out, err } = await at.run(line)
      expect([line, code, out]).toEqual([line, 1, ''])
      expect(err).toMatch(sentence)
    }
    await at.run('erase aino --today 2026-11-22')
    expect((await at.run('erase aino --today 2026-11-22')).err).toMatch(/"aino" is erased already.*history aino/)
  })

  it('creates no store', async () => {
    const { code, err } = await at.run('erase maria --store sqlite:other.db')
    expect([code, err]).toEqual([1, expect.stringMatching(/There is no register/)])
  })
})
