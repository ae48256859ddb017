import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, type Context, type Outcome, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import { failureOf } from '@clientele/domain'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'clientele-bad-input-'))
afterAll(() => rmSync(directory, { recursive: true }))

const errorOf = (outcome: Outcome): string => (isLeft(outcome) ? outcome.left.error : 'accepted')

const countEvents = async (crm: Clientele): Promise<number> => {
  let count = 0
  for await (const batch of crm.events()) count += batch.length
  return count
}

describe('input from outside is decoded, its problems are named, and nothing of it remains', () => {
  let crm: Clientele
  beforeEach(async () => {
    crm = await openClientele({ store: memory() })
  })
  afterEach(() => crm.close())

  const register = (data: object) => ({
    type: 'RegisterCustomer',
    data: { customerId: 'acme', name: 'Acme Oy', ...data },
  })

  const malformed: { readonly [what: string]: unknown } = {
    'nothing at all': undefined,
    null: null,
    'a text': 'RegisterCustomer',
    'a list': [register({})],
    'a command without data': { type: 'RegisterCustomer' },
    'a command nobody knows': { type: 'Explode', data: {} },
    'a name of the prototype': { type: '__proto__', data: {} },
    'a method of every object': { type: 'constructor', data: {} },
    'an id that is a number': register({ customerId: 7 }),
    'an empty id': register({ customerId: '' }),
    'an id with a line break': register({ customerId: 'a\nb' }),
    'an id with a lone surrogate': register({ customerId: 'a\ud800' }),
    'a very long id': register({ customerId: 'x'.repeat(201) }),
    'a name of ten megabytes': register({ name: 'x'.repeat(10_000_000) }),
    'a name with a lone surrogate': register({ name: '\udc00' }),
    'a kind that is none': register({ kind: 'enemy' }),
    'a number that is none': register({ number: Number.NaN }),
    'a number with a fraction': register({ number: 1.5 }),
    'a flag that is a text': register({ private: 'yes' }),
    'a day that does not exist': {
      type: 'RecordInvoice',
      data: { customerId: 'acme', documentId: 'i1', date: '2024-02-30' },
    },
    'two subjects at once': {
      type: 'AssignResponsible',
      data: { customerId: 'acme', projectId: 'x', employeeId: 'anna' },
    },
    'no subject': { type: 'AssignResponsible', data: { employeeId: 'anna' } },
    'an unknown channel': { type: 'SetMarketingBan', data: { personId: 'p', channel: 'fax' } },
  }

  for (const [what, command] of Object.entries(malformed)) {
    test(`${what} is a MalformedCommand`, async () => {
      expect(errorOf(await crm.executeUnknown(command))).toBe('MalformedCommand')
      expect(await countEvents(crm)).toBe(0)
    })
  }

  const contexts: { readonly [what: string]: object } = {
    'an actor that is a number': { by: 7 },
    'an empty actor': { by: '' },
    'a today that does not exist': { today: '2024-02-30' },
    'an instant without an offset': { at: '2024-01-01T00:00:00' },
    'an empty command id': { commandId: '' },
  }

  for (const [what, context] of Object.entries(contexts)) {
    test(`${what} is a MalformedCommand`, async () => {
      expect(errorOf(await crm.executeUnknown(register({}), context))).toBe('MalformedCommand')
      expect(await countEvents(crm)).toBe(0)
    })
  }

  test('problems name the place and the expected value, and contain no personal value', async () => {
    const outcome = await crm.executeUnknown(register({ name: 'Secret\ud800', number: 'seven' }))
    expect(isLeft(outcome) && outcome.left).toEqual({
      error: 'MalformedCommand',
      problems: [
        { path: 'name', expected: 'Text | null', actual: 'a string' },
        { path: 'number', expected: 'Integer | null', actual: '"seven"' },
      ],
    })
    expect(JSON.stringify(outcome)).not.toContain('Secret')
  })

  test('a problem inside a list names its place', async () => {
    const outcome = await crm.executeUnknown({
      type: 'SetCustomerGroups',
      data: { customerId: 'a', groupIds: ['g', 7] },
    })
    expect(isLeft(outcome) && outcome.left).toMatchObject({ problems: [{ path: 'groupIds.1', actual: '7' }] })
  })

  const problemsOf = async (command: unknown): Promise<unknown> => {
    const outcome = await crm.executeUnknown(command)
    return outcome._tag === 'Left' && 'problems' in outcome.left ? outcome.left.problems : outcome
  }
  const unknown = (path: string, actual: string, nearest?: string) => [
    {
      path,
      expected: `no such field${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
      actual,
    },
  ]

  test('an unknown field is refused with the nearest known name, at any depth', async () => {
    expect(await problemsOf(register({ shoeSize: 44 }))).toEqual(unknown('shoeSize', 'a number'))
    expect(await problemsOf(register({ gruopId: 'g' }))).toEqual(unknown('gruopId', 'a string', 'groupId'))
    expect(await problemsOf(register({ contactInfo: { emial: 'x' } }))).toEqual(
      unknown('contactInfo.emial', 'a string', 'email'),
    )
    const changes = (changed: unknown) => ({
      type: 'ChangeCustomerDetails',
      data: { customerId: 'acme', changes: changed },
    })
    expect(await problemsOf(changes({ Email: 'x' }))).toEqual(unknown('changes.Email', 'a string', 'email'))
    expect(await problemsOf(changes([{ field: 'email', new: 'x', neu: 'y' }]))).toEqual(
      unknown('changes.0.neu', 'a string', 'new'),
    )
    expect(await problemsOf({ ...register({}), commandId: 'c1' })).toEqual(unknown('commandId', 'a string'))
    expect(await problemsOf({ type: 'RegistrCustomer', data: {} })).toEqual([
      {
        path: 'type',
        expected: 'the name of a command; did you mean RegisterCustomer?',
        actual: '"RegistrCustomer"',
      },
    ])
    expect(await countEvents(crm)).toBe(0)
  })

  test('a misspelt field is reported beside the field that is missing', async () => {
    const { customerId, ...rest } = register({}).data as { readonly customerId?: string }
    expect(await problemsOf({ type: 'RegisterCustomer', data: { ...rest, customerID: customerId } })).toEqual([
      { path: 'customerId', expected: 'CustomerId', actual: 'nothing' },
      ...unknown('customerID', 'a string', 'customerId'),
    ])
  })

  test('a context that is not an object or has an unknown field is refused', async () => {
    const execute = (context: unknown) => crm.executeUnknown(register({}), context as Context)
    class Acting {
      get by(): string {
        return 'anna'
      }
    }
    const throwing = {
      get by(): string {
        throw new Error('no')
      },
    }
    for (const context of [null, 'anna', [], new Acting(), throwing, { By: 'anna' }, { commandID: 'c' }])
      expect(errorOf(await execute(context))).toBe('MalformedCommand')
    expect(await execute({ By: 'anna' })).toEqual(
      left({ error: 'MalformedCommand', problems: unknown('By', 'a string', 'by') }),
    )
    expect(await countEvents(crm)).toBe(0)
  })

  test('texts of a context contain no control characters except line breaks and tabs', async () => {
    for (const field of ['by', 'reason', 'correlationId', 'causationId']) {
      const execute = (value: string) => crm.executeUnknown(register({}), { as: 'host', [field]: value })
      for (const value of ['a\u0000b', 'a\u001bb', 'a\u009bb', '\ud800', ''])
        expect(errorOf(await execute(value)), field).toBe('MalformedCommand')
    }
    expect(await countEvents(crm)).toBe(0)
    expect(errorOf(await crm.executeUnknown(register({}), { by: 'anna', as: 'host', reason: 'asked\n\tfor' }))).toBe(
      'accepted',
    )
  })

  test('input that is too long or too deep is refused before it is traversed', async () => {
    const list = (customerIds: unknown) => ({ type: 'MoveCustomersToGroup', data: { customerIds, groupId: 'g' } })
    const sparse: unknown[] = []
    sparse.length = 2 ** 32 - 1
    let deep: unknown = 'x'
    for (let level = 0; level < 10_000; level += 1) deep = { deep }
    const startedAt = performance.now()
    expect(await problemsOf(list(sparse))).toEqual([
      { path: 'customerIds', expected: 'a list of at most 100,000', actual: 'one of 4,294,967,295' },
    ])
    expect(errorOf(await crm.executeUnknown(list(new Array(1_000_000).fill(null))))).toBe('MalformedCommand')
    expect(errorOf(await crm.executeUnknown(register({ name: deep })))).toBe('MalformedCommand')
    expect(performance.now() - startedAt).toBeLessThan(500)
  })

  test('a value that throws when read is refused, and later changes to an accepted one have no effect', async () => {
    const throwing = {
      type: 'RegisterCustomer',
      get data() {
        throw new Error('no')
      },
    }
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no')
        },
        get: () => {
          throw new Error('no')
        },
      },
    )
    for (const command of [throwing, proxy, { type: 'RegisterCustomer', data: proxy }])
      expect(errorOf(await crm.executeUnknown(command))).toBe('MalformedCommand')
    const data = { customerId: 'acme', name: 'Acme', contactInfo: { email: 'a@acme.fi' } }
    const executed = crm.execute({ type: 'RegisterCustomer', data })
    data.name = 'Other'
    data.contactInfo.email = 'other'
    expect(errorOf(await executed)).toBe('accepted')
    expect(crm.views.customerCard({ customerId: 'acme' })).toMatchObject({
      name: 'Acme',
      details: { email: 'a@acme.fi' },
    })
  })

  test('`__proto__` is an id like any other', async () => {
    expect(errorOf(await crm.executeUnknown(register({ customerId: '__proto__' })))).toBe('accepted')
    expect(crm.views.groupTree({ asOf: crm.today() }).at(-1)?.ownCount).toBe(1)
    expect(({} as { name?: string }).name).toBeUndefined()
  })

  test('unknown settings and impossible values are named', async () => {
    const change = (key: string, value: unknown) => crm.execute({ type: 'ChangeSetting', data: { key, value } })
    const policy = (key: string, value: unknown) => crm.execute({ type: 'ChangePolicy', data: { key, value } })
    expect(errorOf(await change('NO_FAX', 1))).toBe('UnknownSetting')
    expect(errorOf(await change('STARTDATE_INVOICE', true))).toBe('InvalidSettingValue')
    expect(errorOf(await change('toString', 1))).toBe('UnknownSetting')
    expect(errorOf(await policy('groupMembership', 'some'))).toBe('InvalidSettingValue')
    expect(errorOf(await policy('timeZone', 'Mars/Olympus'))).toBe('InvalidSettingValue')
    expect(errorOf(await policy('__proto__', 'single'))).toBe('UnknownSetting')
    expect(await countEvents(crm)).toBe(0)
  })
})

describe('a store that cannot be used is reported', () => {
  const failureOfOpening = async (file: string): Promise<string | undefined> => {
    try {
      const crm = await openClientele({ store: sqlite({ file }) })
      await crm.close()
      return 'opened'
    } catch (error) {
      return failureOf(error)?.error
    }
  }

  test('a file that is not a database', async () => {
    const file = join(directory, 'notes.txt')
    writeFileSync(file, 'These are only notes, and more than a hundred characters of them. '.repeat(20))
    expect(await failureOfOpening(file)).toBe('StoreUnreadable')
  })

  test('a directory', async () => {
    const file = join(directory, 'folder')
    mkdirSync(file)
    expect(['StoreUnavailable', 'StoreUnreadable']).toContain(await failureOfOpening(file))
  })

  test('a folder that does not exist', async () => {
    expect(await failureOfOpening(join(directory, 'nowhere', 'crm.db'))).toBe('StoreUnavailable')
  })

  test('a full disk refuses the command, keeps acknowledged events, and accepts commands again when there is room', async () => {
    const file = join(directory, 'small.db')
    const small = await openClientele({ store: sqlite({ file, maxBytes: 300_000 }) })
    const big = { contactInfo: { street: 'x'.repeat(9_000) } }
    const accepted: string[] = []
    let error = 'accepted'
    for (let number = 0; error === 'accepted' && number < 100; number += 1) {
      const data = { customerId: `c${number}`, name: 'A name', ...big }
      error = errorOf(await small.execute({ type: 'RegisterCustomer', data }))
      if (error === 'accepted') accepted.push(`c${number}`)
    }
    expect(error).toBe('StoreFull')
    expect(accepted.length).toBeGreaterThan(5)
    await small.close()

    const roomy = await openClientele({ store: sqlite({ file }) })
    const ids = roomy.views.customerList({ asOf: roomy.today(), columns: ['customerId'] })
    expect(JSON.stringify(ids).match(/"c\d+"/g)?.length).toBe(accepted.length)
    expect(
      errorOf(await roomy.execute({ type: 'RegisterCustomer', data: { customerId: 'later', name: 'Later' } })),
    ).toBe('accepted')
    await roomy.close()
  })

  test('a closed register answers StoreClosed', async () => {
    const crm = await openClientele({ store: memory() })
    await crm.close()
    expect(errorOf(await crm.execute({ type: 'RegisterCustomer', data: { customerId: 'a', name: 'A' } }))).toBe(
      'StoreClosed',
    )
    await crm.close()
  })
})
