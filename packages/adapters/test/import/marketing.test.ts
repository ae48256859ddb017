import { describe, expect, it } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing, typesOf } from './importing.js'

const header = 'personId,customerId,channel,statement,date,source,reason'

const files = (...rows: readonly string[]): Files => ({
  'customers.csv': csv('customerId,kind,name', 'acme,company,Acme', 'aino,privateCustomer,Aino Koivuranta'),
  'contacts.csv': csv('personId,lastName', 'p1,Fernhill'),
  'marketing.csv': csv(header, ...rows),
})

const marketingTypes = async (register: Parameters<typeof typesOf>[0]) =>
  (await typesOf(register)).filter((type) => type.startsWith('Marketing'))

describe('marketing statements', () => {
  it('are recorded in order, at noon of their day', async () => {
    const register = await imported(
      files('p1,,email,ban,2024-05-02,phone,', 'p1,,email,lift,2025-01-01,phone,', 'p1,,sms,consent,2025-02-03,web,'),
    )
    expect(register.result.problems).toEqual([])
    expect(await marketingTypes(register)).toEqual(['MarketingBanSet', 'MarketingBanLifted', 'MarketingConsentGiven'])
    expect(register.crm.register.tables.persons.get('p1')?.statements[2]).toEqual({
      kind: 'consent',
      channel: 'sms',
      customerId: null,
      date: '2025-02-03',
      at: '2025-02-03T12:00:00.000Z',
      source: null,
      reason: null,
      evidence: { capturedAt: '2025-02-03', source: 'web' },
    })
  })

  it('are not recorded again, in whatever order they come', async () => {
    const rows = [
      'p1,,email,ban,2022-01-01,,',
      'p1,,email,ban,2023-01-01,,',
      'p1,,email,lift,2024-01-01,,',
      'p1,,sms,consent,2025-01-01,web,',
      'p1,,sms,withdraw,2025-06-01,,',
      'p1,,sms,consent,2025-01-01,web,',
      'p1,acme,letter,ban,,,',
      'p1,acme,letter,lift,,,',
      'p1,acme,letter,ban,,,',
    ]
    const register = await imported(files(...rows))
    expect(register.result).toMatchObject({ rejected: 0 })
    const before = await typesOf(register)
    expect(await importing(register, files(...rows))).toMatchObject({ rejected: 0, events: 0, accepted: 0 })
    expect(await typesOf(register)).toEqual(before)
  })

  it('do not contradict later statements', async () => {
    const rows = ['p1,,sms,consent,2025-01-01,web,', 'p1,,sms,consent,2025-01-01,web,']
    const register = await imported(files(...rows))
    await register.crm.execute({ type: 'WithdrawMarketingConsent', data: { personId: 'p1', channel: 'sms' } })
    expect(await importing(register, files(...rows))).toMatchObject({ rejected: 0, events: 0 })
  })

  it('are recorded as history if a newer one exists, and change nothing the second time', async () => {
    const register = await imported(files())
    await register.crm.execute({ type: 'SetMarketingBan', data: { personId: 'p1', channel: 'sms' } })
    const rows = ['p1,,sms,ban,2025-01-01,,', 'p1,,sms,lift,2025-02-01,,']
    expect(await importing(register, files(...rows))).toMatchObject({ accepted: 2, rejected: 0 })
    expect(await importing(register, files(...rows))).toMatchObject({ events: 0, rejected: 0 })
    expect(register.crm.views.marketingPermissions({ personId: 'p1' })[2]).toMatchObject({ allowed: false })
  })

  it('change nothing if the last one of a day was recorded before, even if the first had no effect then', async () => {
    const register = await imported(files())
    const ban = { type: 'SetMarketingBan', data: { personId: 'p1', channel: 'sms' } }
    await register.crm.executeUnknown(ban, { today: '2026-11-22' })
    const rows = ['p1,,sms,ban,,,', 'p1,,sms,lift,,,']
    expect(await importing(register, files(...rows))).toMatchObject({ accepted: 1, rejected: 0 })
    expect(await importing(register, files(...rows))).toMatchObject({ events: 0, rejected: 0 })
  })

  it('are recorded by their dates, whatever their order in the file', async () => {
    const rows = ['p1,,sms,lift,2025-02-01,,', 'p1,,email,withdraw,2025-06-01,,', 'p1,,sms,ban,2025-01-01,,']
    const register = await imported(files(...rows, 'p1,,email,consent,2025-01-01,web,'))
    expect(register.result).toMatchObject({ rejected: 0, events: expect.any(Number) })
    const rest = await importing(register, files(...rows, 'p1,,email,consent,2025-01-01,web,'))
    expect(rest).toMatchObject({ events: 0, rejected: 0 })
    expect(register.crm.views.marketingPermissions({ personId: 'p1' })).toMatchObject([
      { channel: 'email', allowed: false, because: 'refusal' },
      {},
      { channel: 'sms', allowed: true, statement: { kind: 'lift', date: '2025-02-01' } },
    ])
  })

  it('older than later statements are recorded without effect', async () => {
    const register = await imported(files())
    const { crm } = register
    const evidence = { capturedAt: '2026-01-05', source: 'form' }
    await crm.execute({ type: 'ChangePolicy', data: { key: 'consentModel', value: 'optIn' } })
    await crm.execute({ type: 'GiveMarketingConsent', data: { personId: 'p1', channel: 'email', evidence } })
    await crm.execute({ type: 'WithdrawMarketingConsent', data: { personId: 'p1', channel: 'email' } })
    const row = 'p1,,email,consent,2024-03-01,old mailing tool,'
    expect(await importing(register, files(row))).toMatchObject({ accepted: 1, events: 1, rejected: 0 })
    expect(crm.views.marketingPermissions({ personId: 'p1' })[0]).toMatchObject({
      allowed: false,
      because: 'refusal',
      statement: { kind: 'withdrawal', date: crm.today() },
    })
    expect(await importing(register, files(row))).toMatchObject({ events: 0 })
  })

  it('inserted in a file between others are recorded too', async () => {
    const [first, last] = ['p1,,email,ban,2024-01-01,phone,', 'p1,,email,lift,2025-01-01,phone,']
    const register = await imported(files(first, last))
    const more = files(first, 'p1,,email,ban,2024-06-01,letter,', last)
    expect(await importing(register, more)).toMatchObject({ events: 1, rejected: 0 })
    expect(await importing(register, more)).toMatchObject({ events: 0, rejected: 0 })
  })

  it('for a future day count from that day on', async () => {
    const { crm, result } = await imported(files('p1,,email,ban,2025-01-01,,', 'p1,,email,lift,2999-01-01,,'))
    expect(result.problems).toEqual([])
    const allowedOn = (asOf?: string) => crm.views.marketingPermissions({ personId: 'p1', asOf })[0]?.allowed
    expect([allowedOn(), allowedOn('2998-12-31'), allowedOn('2999-01-01')]).toEqual([false, false, true])
  })

  it('continue if a later file has more', async () => {
    const row = 'p1,,sms,ban,2025-01-01,,'
    const register = await imported(files(row))
    expect(await importing(register, files(row, 'p1,,sms,lift,2025-02-01,,'))).toMatchObject({ events: 1, rejected: 0 })
  })

  it('of a private customer belong to the person', async () => {
    const register = await imported(files(',aino,sms,ban,2025-01-01,,', ',acme,email,consent,2025-01-01,contract,'))
    expect(register.result.problems).toEqual([])
    expect(register.crm.register.tables.persons.get('aino')?.statements).toHaveLength(1)
    expect(register.crm.register.tables.customers.get('acme')?.statements).toHaveLength(1)
  })

  it('need a subject, and a consent applies everywhere', async () => {
    const { result } = await imported(files(',,sms,ban,,,', 'p1,acme,sms,consent,2025-01-01,web,', ',acme,sms,ban,,,'))
    expect(result.problems).toEqual([
      { file: 'marketing.csv', line: 2, error: 'MalformedRow', column: 'personId', expected: 'a person or a customer' },
      {
        file: 'marketing.csv',
        line: 3,
        error: 'MalformedRow',
        column: 'customerId',
        expected: 'nothing: a consent is for the person everywhere',
      },
      { file: 'marketing.csv', line: 4, error: 'ContactNotFound', personId: 'acme' },
    ])
  })

  it('without evidence are refused if the policy requires it', async () => {
    const { result } = await imported(files('p1,,sms,consent,2025-01-01,,'))
    expect(result.problems).toEqual([
      { file: 'marketing.csv', line: 2, error: 'ConsentEvidenceRequired', channel: 'sms' },
    ])
  })
})
