import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subCommands } from '../src/sub-commands/index.js'
import { type Desk, desk } from './running.js'

let at: Desk

const commands: readonly (readonly [type: string, data: object])[] = [
  ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho', admin: true }],
  ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
  ['CreateCustomerGroup', { groupId: 'clients', name: 'Clients' }],
  ['CreateSpecialGroup', { specialGroupId: 'key', name: 'Key accounts', legend: 'Called every month' }],
  ['CreateSpecialGroup', { specialGroupId: 'odd', name: 'Odd ones' }],
  ['RegisterCustomer', { customerId: 'a', kind: 'company', name: 'Öljy', groupId: 'clients' }],
  ['RegisterCustomer', { customerId: 'b', kind: 'company', name: 'Zorn', groupId: 'clients' }],
  ['RegisterCustomer', { customerId: 'c', kind: 'company', name: 'Loose' }],
  ['ChangeCustomerOwner', { customerId: 'b', ownerId: 'anna' }],
  ['MarkCustomerPrivate', { customerId: 'b' }],
  ['AddCustomerToSpecialGroup', { customerId: 'a', specialGroupId: 'key' }],
  ['AddCustomerToSpecialGroup', { customerId: 'b', specialGroupId: 'key' }],
  ['RegisterContact', { personId: 'p', lastName: 'Aalto', email: 'p@example.org' }],
  ['RegisterContact', { personId: 'q', lastName: 'Zetterberg', email: 'q@example.org' }],
  ['LinkContactToCompany', { personId: 'p', customerId: 'a' }],
  ['LinkContactToCompany', { personId: 'q', customerId: 'b' }],
  ['AssignResponsible', { customerId: 'a', employeeId: 'bert', from: '2024-06-01' }],
  ['AssignResponsible', { customerId: 'b', employeeId: 'anna', from: '2024-06-01' }],
  ['RegisterContact', { personId: 'r', lastName: 'Mo' }],
  ['LinkContactToCompany', { personId: 'r', customerId: 'c' }],
  ['AssignResponsible', { customerId: 'c', employeeId: 'anna', from: '2024-06-01' }],
  ['RegisterProject', { projectId: 'roof', customerId: 'b', name: 'Roof' }],
  ['RegisterProject', { projectId: 'wall', customerId: 'a', name: 'Wall' }],
  ['AddProjectParticipant', { projectId: 'roof', personId: 'q' }],
  ['RegisterTask', { activityId: 't1', links: { customerId: 'a' }, title: 'Call', ownerId: 'bert' }],
  ['RegisterTask', { activityId: 't2', links: { customerId: 'b' }, title: 'Offer', dueDate: '2024-07-01' }],
  ['WriteNote', { activityId: 'n1', links: { customerId: 'b' }, text: 'Called' }],
  ['SetMarketingBan', { personId: 'q', channel: 'email', date: '2024-06-01' }],
]

beforeAll(async () => {
  at = await desk()
  const input = commands
    .map(([type, data]) => `${JSON.stringify({ type, data, at: '2024-05-01T09:00:00Z', today: '2024-05-01' })}\n`)
    .join('')
  const { code, out } = await at.run('execute', { input })
  expect([code, out.split('\n').filter((line) => line.includes('"ok":false'))]).toEqual([0, []])
  await mkdir(join(at.directory, 'register'))
  await writeFile(join(at.directory, 'policies.json'), '[]')
  await writeFile(join(at.directory, 'register', 'customers.csv'), 'customerId,name\na,Öljy\n')
})

afterAll(() => at.remove())

const looking = ['store', 'keys', 'snapshots', 'json', 'viewer', 'known-at', 'locale']
const day = ['as-of', 'today']
const files = ['csv', 'xlsx', 'jsonl']
const page = ['offset', 'limit']
const acting = ['by', 'today']
const common = [...new Set([...looking, ...day, ...files, ...page, ...acting])]

/** A command line of each sub-command, and the common options that it takes. */
const table: { readonly [line: string]: readonly string[] } = {
  'import register': ['store', 'keys', 'snapshots', 'json', 'locale', ...acting],
  execute: ['store', 'keys', 'snapshots', 'json', ...acting],
  matrix: [...looking, ...day, ...files, ...page],
  assignees: [...looking, ...day, ...files, ...page],
  'history b': [...looking, ...files, ...page],
  'audit durations b --of group': [...looking, 'as-of', 'by', ...files, ...page],
  'customers --group clients': [...looking, ...day, ...files, ...page],
  'customer b': [...looking, ...day, ...files],
  'activities b': [...looking, ...day, ...files, ...page],
  tasks: [...looking, ...day, ...files, ...page],
  projects: [...looking, ...day, ...files, ...page],
  'project roof': looking,
  groups: [...looking, ...day, ...files],
  'members clients': [...looking, ...day, ...files, ...page],
  'special-groups': [...looking, ...day, ...files],
  'special-members key': [...looking, ...day, ...files, ...page],
  'start-dates': [...looking, ...files, ...page],
  'permissions q': [...looking, ...day, ...files],
  'contacts --selection mine': [...looking, ...day, ...files, ...page],
  'contact q': looking,
  'audience --channel email': [...looking, ...day, ...files],
  'report --group clients': [...looking, ...day, ...files, ...page, 'by'],
  events: ['store', 'keys', 'json'],
  stats: ['store', 'keys', 'json', 'locale'],
  rebuild: ['store', 'keys', 'snapshots', 'json', 'locale'],
  verify: ['store', 'keys', 'json', 'locale'],
  head: ['store', 'keys', 'json'],
  'erase p': ['store', 'keys', 'snapshots', 'json', 'locale', ...acting],
  'retain --policies policies.json --dry-run': ['store', 'keys', 'snapshots', 'json', 'locale', ...page, ...acting],
  'copy --from sqlite:clientele.db --to memory:': ['json'],
  'encrypt --from sqlite:clientele.db --to memory:': ['json'],
  'generate made': ['json'],
  'serve --by zoe': ['store', 'keys', 'snapshots', 'by'],
  demo: ['store', 'keys', 'snapshots', 'locale', ...acting],
}

const values: { readonly [option: string]: string } = {
  store: 'memory:',
  keys: 'sqlite:other.keys',
  snapshots: 'kept',
  viewer: 'bert',
  'known-at': '2020-01-01T00:00:00Z',
  locale: 'fi',
  'as-of': '2024-01-01',
  today: '2024-01-01',
  csv: '-',
  jsonl: 'rows.jsonl',
  xlsx: 'rows.xlsx',
  offset: '1',
  limit: '0',
  by: 'anna',
}

const given = (option: string): readonly string[] => {
  const value = values[option]
  return value === undefined ? [`--${option}`] : [`--${option}`, value]
}

// `mine` needs an employee, whose contacts it lists.
const wordsOf = (line: string, option: string): readonly string[] =>
  line.endsWith('mine') && option !== 'viewer' ? [...line.split(' '), '--viewer', 'anna'] : line.split(' ')

it('the table has every sub-command', () =>
  expect(Object.keys(table).map((line) => line.split(' ')[0])).toEqual(
    subCommands.map(({ usage }) => usage.split(' ')[0]),
  ))

const pairs = (isWanted: (line: string, option: string) => boolean): readonly (readonly [string, string])[] =>
  Object.keys(table).flatMap((line) =>
    common.filter((option) => isWanted(line, option)).map((option) => [line, option] as const),
  )

describe('an option that a sub-command does not have is refused by name', () => {
  it.each(pairs((line, option) => table[line]?.includes(option) === false))('%s --%s', async (line, option) => {
    const { code, out, err } = await at.run([...wordsOf(line, option), ...given(option)])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`: ${option}\n`)
  })
})

const changing = ['import', 'execute', 'erase', 'retain', 'copy', 'encrypt', 'generate', 'demo', 'rebuild', 'serve']
// The effect of these options is not in the output.
const generalOptions = ['keys', 'snapshots', 'by', 'xlsx']
const isAsked = (line: string, option: string): boolean =>
  table[line]?.includes(option) === true &&
  !changing.includes(line.split(' ')[0] ?? '') &&
  !generalOptions.includes(option) &&
  !(['events', 'head'].includes(line) && option === 'json')

describe('an option of a sub-command changes its result', () => {
  it.each(pairs(isAsked))('%s --%s', async (line, option) => {
    const words = wordsOf(line, option)
    // Without an employee `mine` is refused; bert, unlike anna, owns no contacts.
    const without = await at.run(line.endsWith('mine') && option === 'viewer' ? [...words, '--viewer', 'anna'] : words)
    expect([without.code, without.err]).toEqual([0, ''])
    expect(await at.run([...words, ...given(option)])).not.toEqual(without)
  })
})

describe('the language', () => {
  it.each([
    ['stats', 'Tapahtumia'],
    ['rebuild', 'Eroja'],
    ['verify', 'Tapahtumia'],
    ['import register', 'Hyväksyttyjä'],
    ['erase p', 'Henkilötunniste'],
  ])('is that of the output of %s', async (line, word) => {
    const { out } = await at.run(`${line} --locale fi`)
    expect(out).toContain('Kenttä')
    expect(out).toContain(word)
  })
})

describe('No group', () => {
  const report = async (line: string): Promise<unknown> =>
    ((await at.json(line)) as { customers: { customerId: string; membershipDays: number | null }[] }).customers.map(
      ({ customerId, membershipDays }) => [customerId, membershipDays],
    )

  it('has a report', async () => {
    expect(await report('report --group none --from 2024-04-29 --to 2024-05-02')).toEqual([
      ['c', 4],
      ['a', 2],
      ['b', 2],
    ])
    expect(await report('report --group none --from 2024-06-01')).toEqual([['c', null]])
  })

  it('has one together with a group, which counts every day once', async () => {
    expect(await report('report --group none clients --from 2024-04-29 --to 2024-05-02 --locale sv')).toEqual([
      ['c', 4],
      ['b', 4],
      ['a', 4],
    ])
  })

  it('has a saved one', async () => {
    expect((await at.run('report --group none --from 2024-06-01 --save Loose --by anna')).code).toBe(0)
    expect(await report('report --saved Loose --by anna')).toEqual([['c', null]])
  })
})

describe('special groups', () => {
  it('are listed with their legends and member counts', async () => {
    expect(await at.json('special-groups')).toEqual([
      { specialGroupId: 'key', name: 'Key accounts', legend: 'Called every month', count: 2 },
      { specialGroupId: 'odd', name: 'Odd ones', legend: null, count: 0 },
    ])
    expect((await at.run('special-groups --locale sv')).out).toMatch(
      /Specialgrupp .*Förklaring[\s\S]*Called every month/,
    )
  })

  it('have members, as a viewer may see them', async () => {
    expect(await at.json('special-members key')).toMatchObject([{ customerId: 'a' }, { customerId: 'b' }])
    expect(await at.json('special-members key --viewer bert')).toMatchObject([{ customerId: 'a' }])
  })

  it('that do not exist are named', async () => {
    const { code, out, err } = await at.run('special-members nobody')
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('There is no special group "nobody"')
  })
})

describe('a special argument', () => {
  it('a dash means stdin', async () => {
    const input = JSON.stringify({ type: 'RegisterCustomer', data: { customerId: 'd', name: 'D' } })
    const { code, out } = await at.run('execute - --store memory:', { input })
    expect([code, JSON.parse(out).ok]).toEqual([0, true])
  })

  it('after -- is not an option', async () => {
    const { code, err } = await at.run('customer -- --csv')
    expect([code, err]).toEqual([
      1,
      'There is no customer "--csv" to be seen: look its id up with "clientele customers".\n',
    ])
  })

  it.each([
    ['import', ''],
    ['execute', ''],
    ['customer', ''],
  ])('must not be empty: %s', async (...line) => {
    const { code, out, err } = await at.run(line)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/must not be empty/)
  })
})

describe('the number of people excluded from a target group', () => {
  it.each(['', '--csv people.csv', '--xlsx people.xlsx', '--json', '--csv -'])('is printed with %j', async (option) => {
    const { code, out, err } = await at.run(`audience --channel email ${option}`.trim())
    expect(code).toBe(0)
    if (option === '--json') expect(JSON.parse(out).excluded).toMatchObject({ ban: 1 })
    else expect(option === '' ? out : err).toContain('1 banned')
  })
})

describe('a recording time', () => {
  const local = /20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+0[23]:00/

  it('has the time zone of the register in tables and CSV', async () => {
    expect((await at.run('history c')).out).toMatch(local)
    expect((await at.run('history c --csv -')).out).toMatch(local)
    expect((await at.run('contact p')).out).toMatch(local)
  })

  it('is a local time of that zone in Excel', async () => {
    const { out } = await at.run('history c --xlsx history.xlsx --csv -')
    const [shown = ''] = local.exec(out) ?? []
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(at.directory, 'history.xlsx'))
    expect(workbook.worksheets[0]?.getCell('A2').value).toEqual(new Date(`${shown.slice(0, 23)}Z`))
  })
})
