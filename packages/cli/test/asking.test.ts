import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const customer = (customerId: string, name: string, more: object = {}): readonly [string, object] => [
  'RegisterCustomer',
  { customerId, kind: 'company', name, ...more },
]

beforeAll(async () => {
  at = await desk()
  const { code, err } = await at.given(
    ['RegisterEmployee', { employeeId: '8', name: 'Bert Berg' }],
    ['RegisterEmployee', { employeeId: '07', name: 'Anna Aho', email: 'anna@example.com', admin: true }],
    ['DefineRole', { roleId: 'manager', name: 'Manager', kind: 'customer' }],
    ['CreateCustomerGroup', { groupId: 'clients', name: 'Clients' }],
    ['CreateCustomerGroup', { groupId: 'big', name: 'Big', parentId: 'clients' }],
    customer('001', 'Östra Ab', { groupId: 'big' }),
    customer('zeta', 'Zeta Oy', { groupId: 'clients' }),
    customer('=evil', '=1+1'),
    ['AssignResponsible', { customerId: '001', employeeId: '07', roleId: 'manager', from: null }],
    ['AssignResponsible', { customerId: 'zeta', employeeId: '8', from: '2024-01-01', until: '2024-03-01' }],
    ['AddClassifierValue', { catalogue: 'status', value: 'active', name: 'Active' }],
    ['RegisterProject', { projectId: 'p1', customerId: 'zeta', name: 'Move' }],
    ['RegisterContact', { personId: 'maria', lastName: 'Maa', firstName: 'Maria' }],
    ['LinkContactToCompany', { personId: 'maria', customerId: 'zeta' }],
    ['ArchiveCustomer', { customerId: '=evil' }],
    ['RestoreCustomer', { customerId: '=evil' }],
  )
  expect([code, err]).toEqual([0, ''])
})

afterAll(() => at.remove())

describe('the matrix', () => {
  it('lists only filled cells, columns and rows by name', async () => {
    expect(await at.json('matrix --as-of 2024-02-01')).toEqual({
      columns: [
        { employeeId: '07', name: 'Anna Aho' },
        { employeeId: '8', name: 'Bert Berg' },
      ],
      rows: [
        { subject: { kind: 'customer', id: '=evil', name: '=1+1', customerId: '=evil' }, cells: {} },
        {
          subject: { kind: 'customer', id: '001', name: 'Östra Ab', customerId: '001' },
          cells: { '07': { responsible: true, roles: ['manager'], until: null } },
        },
        {
          subject: { kind: 'customer', id: 'zeta', name: 'Zeta Oy', customerId: 'zeta' },
          cells: { '8': { responsible: true, roles: [], until: '2024-02-29' } },
        },
      ],
      total: 3,
    })
  })

  it('keeps ids that look like numbers unchanged', async () => {
    expect(await at.json('matrix --employee 07')).toMatchObject({ columns: [{ employeeId: '07' }] })
    expect(await at.json('customer 001')).toMatchObject({ customerId: '001' })
  })

  it('sorts names by the language', async () => {
    const names = async (locale: string): Promise<unknown> =>
      ((await at.json(`customers --locale ${locale} --columns name`)) as { name: string }[]).map(({ name }) => name)
    expect(await names('en')).toEqual(['=1+1', 'Östra Ab', 'Zeta Oy'])
    expect(await names('sv')).toEqual(['=1+1', 'Zeta Oy', 'Östra Ab'])
  })

  it('supports its filters, with several values each', async () => {
    const ids = async (line: string): Promise<unknown> =>
      ((await at.json(line)) as { rows: { subject: { id: string } }[] }).rows.map(({ subject }) => subject.id)
    expect(await ids('matrix --group clients')).toEqual(['001', 'zeta'])
    expect(await ids('matrix --group clients --no-subgroups')).toEqual(['zeta'])
    expect(await ids('matrix --group big --group none')).toEqual(['=evil', '001'])
    expect(await ids('matrix --group big none --projects')).toEqual(['=evil', '001'])
    expect(await ids('matrix --search oy --projects')).toEqual(['zeta', 'p1'])
    expect(await ids('matrix --offset 1 --limit 1')).toEqual(['001'])
    expect(await ids('matrix --role manager')).toEqual(['001'])
  })

  it('is a table with marks or roles, truncated to the terminal with a hint how to see all', async () => {
    const wide = await at.run('matrix --as-of 2024-02-01 --by-role')
    expect(wide.out).toMatch(/│ Customer Name │ Anna Aho │ Bert Berg │/)
    expect(wide.out).toMatch(/│ Östra Ab +│ Manager +│ +│/)
    expect(wide.out).toMatch(/│ Zeta Oy +│ +│ x +│/)
    const narrow = await at.run('matrix', { columns: 32 })
    expect(narrow.out).not.toContain('Bert Berg')
    expect(Math.max(...narrow.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(32)
    expect(narrow.err).toMatch(/2 of 3 columns fit .*--csv FILE, --xlsx FILE, --jsonl FILE or --json/)
  })
})

describe('other views', () => {
  it('assignees have an interval or null', async () => {
    expect(await at.json('assignees --ended')).toMatchObject([
      {
        customerName: 'Östra Ab',
        personName: 'Anna Aho',
        interval: null,
        customerRole: 'Manager',
        customerGroup: 'Big',
      },
      { customerName: 'Zeta Oy', interval: { from: '2024-01-01', lastDay: '2024-02-29' } },
    ])
    expect(await at.json('assignees')).toHaveLength(1)
  })

  it('the history is newest first and detects which subject an id belongs to', async () => {
    expect(await at.json('history =evil')).toMatchObject([
      { type: 'CustomerRestored', by: 'anna' },
      { type: 'CustomerArchived' },
      { type: 'CustomerRegistered', changes: expect.any(Array), position: expect.any(String) },
    ])
    expect(await at.json('history maria --contact')).toMatchObject([{ type: expect.any(String) }, {}])
    expect(await at.json('history p1')).toMatchObject([{ type: 'ProjectRegistered' }])
    expect(await at.json('history =evil --type CustomerArchived,CustomerRestored')).toHaveLength(2)
    expect(await at.json('history =evil --actor 8')).toEqual([])
  })

  it('the history of an employee, a group and a classifier value is found by their ids', async () => {
    expect(await at.json('history 8 --kind employee')).toMatchObject([
      { type: 'ResponsibleAssigned', on: 'Zeta Oy' },
      { type: 'EmployeeRegistered' },
    ])
    expect(await at.json('history clients --limit 1')).toMatchObject([{ type: 'CustomerMovedToGroup', on: 'Zeta Oy' }])
    expect(await at.json('history status:active')).toMatchObject([{ summary: 'Value added: Status: Active' }])
  })

  it('the history describes in words what changed, by which command and why', async () => {
    const line = 'history zeta --type CustomerMovedToGroup'
    expect(await at.json(`${line} --locale fi`)).toMatchObject([
      {
        summary: 'Asiakasryhmä vaihdettu: Ei ryhmää → Clients',
        changes: [{ field: 'customerGroup', label: 'Asiakasryhmä', old: null, new: 'Clients' }],
        origin: 'direct',
        reason: null,
        commandId: expect.any(String),
      },
    ])
    expect((await at.run(`${line} --csv - --locale sv`)).out).toContain('Kundgrupp: Ingen grupp → Clients')
  })

  it('groups end with No group; members of none are the customers without a group', async () => {
    expect(await at.json('groups')).toMatchObject([
      { groupId: 'clients', ownCount: 1, totalCount: 2 },
      { groupId: 'big', parentId: 'clients' },
      { groupId: null, name: 'No group', ownCount: 1 },
    ])
    expect(await at.json('groups --locale fi')).toMatchObject([{}, {}, { groupId: null }])
    expect(await at.json('members none')).toMatchObject([{ customerId: '=evil' }])
    expect(await at.json('members clients --no-subgroups')).toMatchObject([{ customerId: 'zeta' }])
  })

  it('start dates are listed for every customer, null if there is none', async () => {
    expect(await at.json('start-dates --limit 1')).toMatchObject([
      { customerId: '=evil', startDate: null, source: null, documentId: null },
    ])
  })

  it('permissions are available for a person and for a customer, by channel', async () => {
    const allowed = { allowed: true, because: 'default', since: null, evidence: null, statement: null }
    const all = { letter: allowed, sms: allowed, email: allowed }
    expect(await at.json('permissions maria')).toEqual(all)
    expect(await at.json('permissions zeta')).toEqual(all)
  })

  it('contacts, cards, target group and report are available', async () => {
    expect(await at.json('contacts --search maa')).toMatchObject([{ personId: 'maria', companies: [{ id: 'zeta' }] }])
    expect(await at.json('contact maria')).toMatchObject({ personId: 'maria' })
    expect(await at.json('customer zeta')).toMatchObject({ name: 'Zeta Oy', group: { id: 'clients' } })
    expect(await at.json('audience --channel sms')).toEqual({
      channel: 'sms',
      persons: [],
      excluded: { ban: 0, noConsent: 0, erased: 0, noAddress: 1 },
    })
    expect(await at.json('report --group clients')).toMatchObject({ customers: [{ customerId: '001' }, {}] })
  })

  it.each(['history', 'customer', 'members', 'permissions', 'contact'])(
    '%s of an unknown id exits with 1',
    async (name) => {
      const { code, out, err } = await at.run(`${name} nobody`)
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/nobody.*clientele|nobody.*look/)
    },
  )

  it('a viewer who is not an employee is refused instead of seeing everything', async () => {
    const { code, err } = await at.run('matrix --viewer nobody')
    expect([code, err]).toEqual([1, expect.stringContaining('no employee "nobody"')])
  })

  it('every view prints a table too', async () => {
    const lines = ['assignees', 'history zeta', 'customers', 'customer zeta', 'groups', 'groups --list', 'members big']
    const others = ['start-dates', 'permissions zeta', 'contacts', 'contact maria', 'report --group big', 'stats']
    for (const line of [...lines, ...others, 'audience --channel email']) {
      const { code, out, err } = await at.run(line)
      expect([line, code, err]).toEqual([line, 0, ''])
      expect(out).toMatch(/^┌/)
    }
  })
})

describe('the log', () => {
  type Row = { position: string; stream: string; type: string; recordedAt: string }

  const rows = async (line: string): Promise<readonly Row[]> =>
    (await at.run(line)).out
      .split('\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text))

  it('is printed line by line, from a position, by stream, by type', async () => {
    const all = await rows('events')
    expect(Object.keys(all[0] ?? {})).toEqual([
      'position',
      'stream',
      'revision',
      'type',
      'recordedAt',
      'metadata',
      'data',
    ])
    expect(await rows(`events --after ${all[2]?.position}`)).toEqual(all.slice(3))
    expect(await rows('events --stream customer-zeta')).toEqual(all.filter(({ stream }) => stream === 'customer-zeta'))
    expect(await rows('events --type CustomerArchived,RoleDefined')).toHaveLength(2)
  })

  it('is followed until stopped', async () => {
    const stopping = new AbortController()
    setTimeout(() => stopping.abort(), 150)
    const { code, out } = await at.run('events --follow', { signal: stopping.signal })
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength((await rows('events')).length)
  })

  it('is counted', async () => {
    const all = await rows('events')
    const stats = await at.json('stats')
    expect(stats).toMatchObject({
      events: all.length,
      streams: new Set(all.map(({ stream }) => stream)).size,
      firstPosition: all[0]?.position,
      lastPosition: all.at(-1)?.position,
      eventsByType: { CustomerRegistered: 3, CustomerArchived: 1 },
      sizeInBytes: expect.any(Number),
    })
  })

  it('can be queried as known at an instant', async () => {
    const all = await rows('events')
    const archived = all.find(({ type }) => type === 'CustomerArchived')
    const known = (await at.json(`history =evil --known-at ${archived?.recordedAt}`)) as readonly Row[]
    const later = all.filter(({ recordedAt }) => recordedAt <= (archived?.recordedAt ?? ''))
    expect(known.map(({ type }) => type)).toContain('CustomerArchived')
    expect(known.length).toBe(later.filter(({ stream }) => stream === 'customer-=evil').length)
    expect(await at.json('matrix --known-at 2020-01-01T00:00:00Z')).toEqual({ columns: [], rows: [], total: 0 })
  })
})
