import { openClientele, openTenants, problemDetails } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'

const opened = async () => {
  const crm = await openClientele({ store: memory() })
  onTestFinished(() => crm.close())
  return crm
}

describe('an error says what is wrong', () => {
  test('a question that is refused names its fields, and no value', async () => {
    const { views, audit } = await opened()
    expect(() => views.responsibilityMatrix({} as never)).toThrow(
      'The question is refused: MalformedQuestion (asOf: CalendarDate (YYYY-MM-DD)).',
    )
    expect(() => audit.changes({ frm: 'Anna Salo' } as never)).toThrow(
      'The question is refused: MalformedQuestion (frm: no such field; did you mean from?).',
    )
  })

  test('a Date and a promise are called so', async () => {
    const crm = await opened()
    const problemsOf = async (data: object) => {
      const outcome = await crm.executeUnknown({ type: 'AssignResponsible', data })
      return isLeft(outcome) && 'problems' in outcome.left ? outcome.left.problems : []
    }
    const ids = { customerId: 'acme', employeeId: 'anna' }
    const expected = 'CalendarDate (YYYY-MM-DD) | null'
    expect(await problemsOf({ ...ids, from: new Date() })).toEqual([{ path: 'from', expected, actual: 'a Date' }])
    expect(await problemsOf({ ...ids, from: Promise.resolve() })).toEqual([
      { path: 'from', expected, actual: 'a promise' },
    ])
  })

  test('an event type that a subscription misspells is named, with the nearest one', async () => {
    const crm = await opened()
    const following = crm.subscribe('mails', () => {}, { types: ['CustomerRegisterd'] as never })
    expect(await following.stopped).toMatchObject({
      problems: [
        {
          path: 'types',
          expected: 'types of events that there are; did you mean CustomerRegistered?',
          actual: '"CustomerRegisterd"',
        },
      ],
    })
  })

  test.each([
    ['', '`file` is empty: give the name of a file.'],
    [':memory:', 'A register in memory is no file: use `memory()` instead of `sqlite(…)`.'],
  ])('the file of an SQLite store is none: %j', async (file, problem) => {
    await expect(openClientele({ store: sqlite({ file }) })).rejects.toThrow(problem)
  })

  test('an import of nothing', async () => {
    const crm = await opened()
    const problem = 'importFile: the content is the bytes of a file, or a stream of them.'
    for (const content of [undefined, null, 7, {}])
      expect(await crm.importFile(content as never)).toMatchObject({ left: { error: 'MalformedOptions', problem } })
    expect(await crm.import(undefined as never)).toMatchObject({ left: { error: 'MalformedOptions' } })
  })

  test('a misspelt option of reading the log, which would read all of it', async () => {
    const crm = await opened()
    const reading = async () => {
      for await (const _ of crm.events({ aftr: '7' } as never)) throw new Error('nothing is read')
    }
    await expect(reading()).rejects.toThrow('events: `aftr` is no option; did you mean `after`?')
  })

  test('a key store that is none', async () => {
    const keys = { masterKey: 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=', store: {} as never }
    await expect(openClientele({ store: memory(), keys })).rejects.toThrow(
      'openClientele: keys: `store` is a key store, such as `memoryKeys()` or `sqliteKeys({ file })`.',
    )
  })

  test('a master key that is undefined does not open a register in clear', async () => {
    const keys = { masterKey: process.env.CLIENTELE_MISSPELT_KEY } as never
    await expect(openClientele({ store: memory(), keys })).rejects.toThrow(
      'openClientele: keys: `masterKey` is undefined: give it, or leave it out to read it from CLIENTELE_MASTER_KEY.',
    )
  })

  test('a closed register says that it is closed, and imports nothing', async () => {
    const crm = await openClientele({ store: memory() })
    const file = Buffer.from('Customer id;Name\nacme;Acme Oy\n')
    await crm.importFile(file, { kind: 'customers' })
    await crm.close()
    await expect(crm.verify()).rejects.toThrow('The register is closed: open it again.')
    expect(await crm.importFile(file, { kind: 'customers' })).toMatchObject({ left: { error: 'StoreClosed' } })
    expect(await crm.import('nowhere')).toMatchObject({ left: { error: 'StoreClosed' } })
  })

  test.each([[undefined], [null], [new Error('Anna Salo')]])('problem details of what is no refusal: %s', (thrown) => {
    expect(() => problemDetails(thrown as never)).toThrow('problemDetails: it takes an outcome')
  })

  test('work on a tenant that is no function', async () => {
    const tenants = openTenants({ store: () => memory() })
    onTestFinished(() => tenants.close())
    await expect(tenants.use('a', undefined as never)).rejects.toThrow('the work on a register is a function')
  })

  test('a tenant whose register the host has closed is opened again', async () => {
    const source = memory()
    const tenants = openTenants({ store: () => source })
    onTestFinished(() => tenants.close())
    await tenants.use('a', async (crm) => crm.close())
    const command = { type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme Oy' } }
    expect(await tenants.use('a', (crm) => crm.executeUnknown(command))).toMatchObject({ _tag: 'Right' })
  })
})
