import { afterEach, beforeEach, expect, it } from 'vitest'
import { subCommands } from '../src/sub-commands/index.js'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
  await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna', admin: true }],
    ['RegisterEmployee', { employeeId: 'bo', name: 'Bo' }],
    ['CreateCustomerGroup', { groupId: 'g', name: 'G' }],
    ['RegisterCustomer', { customerId: 'a', name: 'A', groupId: 'g' }],
    ['RegisterCustomer', { customerId: 'secret', name: 'Secret', ownerId: 'anna', private: true }],
  )
})

afterEach(() => at.remove())

const lines: readonly (readonly [line: string, word: string, option: string])[] = [
  ['matrix --group x', 'customer group', '--group'],
  ['matrix --group g --group x', 'customer group', '--group'],
  ['matrix --special-group x', 'special group', '--special-group'],
  ['matrix --team x', 'team', '--team'],
  ['matrix --employee anna --employee x', 'employee', '--employee'],
  ['matrix --salesperson x', 'employee', '--salesperson'],
  ['matrix --role x', 'role', '--role'],
  ['assignees --customer x', 'customer', '--customer'],
  ['assignees --employee x', 'employee', '--employee'],
  ['customers --group x', 'customer group', '--group'],
  ['customers --special-group x', 'special group', '--special-group'],
  ['customers --segment x', 'segment', '--segment'],
  ['customers --status x', 'status', '--status'],
  ['customers --channel x', 'attraction channel', '--channel'],
  ['customers --kind x', 'customer kind', '--kind'],
  ['contacts --category x', 'contact category', '--category'],
  ['audience --channel email --group x', 'customer group', '--group'],
  ['audience --channel email --special-group x', 'special group', '--special-group'],
  ['audience --channel email --kind x', 'customer kind', '--kind'],
  ['audience --channel email --property x', 'customer property', '--property'],
  ['customers --tracking x', 'tracking item', '--tracking'],
  ['customers --legal-entity x', 'legal entity', '--legal-entity'],
  ['audience --channel email --responsible-role x', 'role', '--responsible-role'],
  ['report --group g --status x', 'status', '--status'],
  ['report --group g --user x', 'employee', '--user'],
  ['history a --type x', 'type of event', '--type'],
  ['audit changes --type x', 'type of event', '--type'],
  ['audit changes --field x', 'field', '--field'],
  ['audit explain a --employee x', 'employee', '--employee'],
  ['audit explain a --employee bo --role x', 'role', '--role'],
  ['audit explain a --channel email --customer x', 'customer', '--customer'],
  ['events --type x', 'type of event', '--type'],
]

it.each(lines)('"%s" names the unknown id, and lists nothing', async (line, word, option) => {
  const { code, out, err } = await at.run(line)
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain(`There is no ${word} "x" for ${option}: `)
})

it('an unknown number of a contact property is named', async () => {
  const { code, err } = await at.run('audience --channel email --contact-property 99')
  expect([code, err]).toEqual([1, expect.stringContaining('There is no contact property "99"')])
})

it('existing ids are accepted, and "none" means no group', async () => {
  for (const line of [
    'matrix --group g',
    'matrix --group none',
    'customers --group g --json',
    'assignees --employee bo',
  ])
    expect((await at.run(line)).code, line).toBe(0)
})

it('a hidden subject is answered like an unknown one', async () => {
  const hidden = await at.run('assignees --customer secret --viewer bo')
  const missing = await at.run('assignees --customer missing --viewer bo')
  expect([hidden.code, hidden.err.replace('secret', 'missing')]).toEqual([missing.code, missing.err])
  expect((await at.run('assignees --customer secret --viewer anna')).code).toBe(0)
})

/** Options that take any text, or are checked by the function that takes them. */
const free: readonly string[] = [
  'store snapshots csv xlsx jsonl svg viewer by locale search columns from to out register request after stream mode',
  'actor save saved against key sign correlation command host encoding delimiter map problems name task-status keys from-keys to-keys policies',
].flatMap((names) => names.split(' '))

it('every option with a text says what it names, or accepts any text', () => {
  const unnamed = subCommands.flatMap(({ usage, options }) =>
    Object.entries(options).flatMap(([name, { kind, names, choices }]) =>
      (kind === 'text' || kind === 'texts') && names === undefined && choices === undefined && !free.includes(name)
        ? [`${usage.split(' ')[0]} --${name}`]
        : [],
    ),
  )
  // Fields and event types are checked by the queries that take them.
  expect(unnamed).toEqual(['audit --field', 'events --type'])
})

it('treats a deleted group as unknown, except on days when it was there', async () => {
  await at.given(
    ['CreateCustomerGroup', { groupId: 'gone', name: 'Gone' }],
    ['DeleteCustomerGroup', { groupId: 'gone' }],
    ['CreateSpecialGroup', { specialGroupId: 'past', name: 'Past' }],
    ['DeleteSpecialGroup', { specialGroupId: 'past' }],
  )
  const refusals: readonly (readonly [line: string, word: string])[] = [
    ['customers --group gone', 'There is no customer group "gone"'],
    ['audience --channel email --special-group past', 'There is no special group "past"'],
    ['members gone', 'There is no customer group "gone"'],
    ['special-members past', 'There is no special group "past"'],
  ]
  for (const [line, word] of refusals) {
    const { code, out, err } = await at.run(line)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(word)
  }
  const past = ['members gone --as-of 2024-01-01', 'matrix --group gone --as-of 2024-01-01', 'report --group gone']
  for (const line of past) expect((await at.run(line)).code).toBe(0)
})

it('does not tell that a hidden customer has a legal entity', async () => {
  await at.given(['AddLegalEntity', { customerId: 'secret', legalEntityId: 'le' }])
  expect((await at.run('customers --legal-entity le')).code).toBe(0)
  const { code, err } = await at.run('customers --legal-entity le --viewer bo')
  expect(code).toBe(1)
  expect(err).toContain('There is no legal entity "le"')
})
