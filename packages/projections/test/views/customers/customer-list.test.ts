import { describe, expect, test } from 'vitest'
import { answered } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

describe('the customer list', () => {
  const list = (params: Parameters<typeof views.customerList>[0]) => answered(views.customerList(params))

  const names = (params: Parameters<typeof views.customerList>[0]) =>
    list(params)
      .map(({ name }) => name)
      .join(', ')

  test('shows every existing column', () => {
    const columns = ['customerId', 'number', 'name', 'kind', 'group', 'specialGroups', 'segment', 'status']
    const more = ['attractionChannel', 'customerKind', 'owner', 'startDate', 'private', 'archived', 'email', 'phone']
    const details = ['name', 'street', 'postalCode', 'city', 'region', 'country', 'businessId', 'externalId', 'website']
    expect(
      answersOf(
        list,
        { columns, filter: { showArchived: true } },
        { columns: ['name', ...more], locale: 'sv', filter: { showArchived: true } },
        { columns: [...details, 'invoiceDelivery'], locale: 'fi' },
        { limit: 1 },
      ),
    ).toEqual([
      '? {columns [customerId, number, name, kind, group, specialGroups, segment, status], filter {showArchived',
      '   yes}}',
      '# customerId | number | name | kind | group | groupIds | specialGroups | specialGroupIds | segment |',
      '   segmentId | status | statusId',
      "omega | – | Äänekoski Oy | company | '' | [] | '' | [] | – | – | – | –",
      "acme | 101 | Acme Oy | company | Accounting small | [gA1] | '' | [] | – | – | – | –",
      'beta | – | Beta Oy | company | Accounting | [gA] | VIP, Ärade | [vip, fair] | Large | large | Active |',
      '   active',
      "delta | – | Delta Oy | company | Äther small | [gC1] | '' | [] | – | – | – | –",
      "gamma | – | Gamma AB | company | Billing | [gB] | '' | [] | small | small | – | –",
      "piac | – | Pia Öst | privateCustomer | Äther | [gC] | '' | [] | – | – | – | –",
      '? {columns [name, attractionChannel, customerKind, owner, startDate, private, archived, email, phone],',
      '   locale sv, filter {showArchived yes}}',
      '# name | attractionChannel | attractionChannelId | customerKind | customerKindId | owner | ownerId |',
      '   startDate | private | archived | email | phone',
      'Acme Oy | – | – | – | – | Anna Aalto | anna | 2024-02-05 | no | no | – | –',
      'Beta Oy | – | – | domestic | domestic | Erik Ek (inaktiv) | erik | – | no | no | – | –',
      'Delta Oy | fair | fair | – | – | Cecilia Carlsson | cecilia | – | yes | no | – | –',
      'Gamma AB | – | – | – | – | Bertil Berg | bertil | 2024-01-05 | no | yes | g@gamma.fi | –',
      'Pia Öst | – | – | – | – | – | – | – | no | no | pia@ost.fi | 1',
      'Äänekoski Oy | – | – | – | – | – | – | – | no | no | G@Gamma.fi | –',
      '? {columns [name, street, postalCode, city, region, country, businessId, externalId, website,',
      '   invoiceDelivery], locale fi}',
      '# name | street | postalCode | city | region | country | businessId | externalId | website | invoiceDelivery',
      'Acme Oy | Street 1 | – | Åbo | – | – | 123-4 | – | acme.fi | –',
      'Beta Oy | – | – | – | – | – | – | – | – | –',
      'Delta Oy | – | – | – | – | – | – | – | – | –',
      'Pia Öst | Katu 1 | – | Turku | – | – | – | – | – | –',
      'Äänekoski Oy | – | – | – | – | – | – | – | – | –',
      '? {limit 1}',
      '# customerId | number | name | kind | group | groupIds | specialGroups | specialGroupIds | segment |',
      '   segmentId | status | statusId | attractionChannel | attractionChannelId | customerKind | customerKindId |',
      '   owner | ownerId | startDate | archived',
      "omega | – | Äänekoski Oy | company | '' | [] | '' | [] | – | – | – | – | – | – | – | – | – | – | – | no",
    ])
  })

  test('supports every filter, and several together', () => {
    const by = (filter: object, more: object = {}) => ({ filter, ...more })
    expect(
      answersOf(
        names,
        by({ groupIds: ['gA'] }),
        by({ groupIds: ['gA'], includeSubgroups: false }),
        by({ groupIds: ['gA', null] }),
        by({ groupIds: [null] }),
        by({ groupIds: [] }),
        by({ groupIds: ['gX'] }),
        by({ groupIds: ['gX'] }, { asOf: '2024-03-01' }),
        by({ groupIds: ['gA'], includeSubgroups: false }, { asOf: '2024-02-15' }),
        by({ specialGroupIds: ['vip', 'fair'] }),
        by({ specialGroupIds: ['vip'] }, { asOf: '2024-04-30' }),
        by({ specialGroupIds: ['past'] }),
        by({ specialGroupIds: [] }),
        by({ salespersonId: 'gun' }),
        by({ salespersonId: 'nobody' }),
        by({ text: ' OY ' }),
        by({ text: 'aane' }),
        by({ text: ' ' }),
        by({ segments: ['large', 'small'] }),
        by({ segments: ['small'], showArchived: true }),
        by({ segments: [] }),
        by({ statuses: ['active'] }),
        by({ attractionChannels: ['fair'] }),
        by({ customerKinds: ['domestic'] }),
        by({ text: 'oy', groupIds: ['gA'], segments: ['large'] }),
        by({ text: 'oy', groupIds: [null], segments: ['large'] }),
      ),
    ).toEqual([
      '? {filter {groupIds [gA]}}',
      'Acme Oy, Beta Oy',
      '? {filter {groupIds [gA], includeSubgroups no}}',
      'Beta Oy',
      '? {filter {groupIds [gA, –]}}',
      'Äänekoski Oy, Acme Oy, Beta Oy',
      '? {filter {groupIds [–]}}',
      'Äänekoski Oy',
      '? {filter {groupIds []}}',
      'Äänekoski Oy, Acme Oy, Beta Oy, Delta Oy, Pia Öst',
      '? {filter {groupIds [gX]}}',
      "''",
      '? {filter {groupIds [gX]}, asOf 2024-03-01}',
      'Äänekoski Oy',
      '? {filter {groupIds [gA], includeSubgroups no}, asOf 2024-02-15}',
      'Acme Oy, Beta Oy',
      '? {filter {specialGroupIds [vip, fair]}}',
      'Beta Oy',
      '? {filter {specialGroupIds [vip]}, asOf 2024-04-30}',
      'Acme Oy, Beta Oy',
      '? {filter {specialGroupIds [past]}}',
      "''",
      '? {filter {specialGroupIds []}}',
      'Äänekoski Oy, Acme Oy, Beta Oy, Delta Oy, Pia Öst',
      '? {filter {salespersonId gun}}',
      'Delta Oy, Pia Öst',
      '? {filter {salespersonId nobody}}',
      "''",
      '? {filter {text  OY }}',
      'Äänekoski Oy, Acme Oy, Beta Oy, Delta Oy',
      '? {filter {text aane}}',
      'Äänekoski Oy',
      '? {filter {text  }}',
      'Äänekoski Oy, Acme Oy, Beta Oy, Delta Oy, Pia Öst',
      '? {filter {segments [large, small]}}',
      'Beta Oy',
      '? {filter {segments [small], showArchived yes}}',
      'Gamma AB',
      '? {filter {segments []}}',
      'Äänekoski Oy, Acme Oy, Beta Oy, Delta Oy, Pia Öst',
      '? {filter {statuses [active]}}',
      'Beta Oy',
      '? {filter {attractionChannels [fair]}}',
      'Delta Oy',
      '? {filter {customerKinds [domestic]}}',
      'Beta Oy',
      '? {filter {text oy, groupIds [gA], segments [large]}}',
      'Beta Oy',
      '? {filter {text oy, groupIds [–], segments [large]}}',
      "''",
    ])
  })

  test('has the customers its viewer may see, and follows the viewer’s list preferences', () => {
    const all = { columns: ['name'], filter: { showArchived: true } }
    expect(
      answersOf(
        list,
        ...['anna', 'bertil', 'cecilia', 'gun'].map((viewer) => ({ ...all, viewer })),
        { viewer: 'anna' },
        { viewer: 'anna', filter: { segments: ['large'], text: 'acme' } },
        { ...all, offset: 1, limit: 2 },
        { ...all, offset: 1, limit: 2, locale: 'et' },
        { ...all, offset: 5 },
        { ...all, offset: 9 },
        { ...all, limit: 0 },
      ),
    ).toEqual([
      '? {columns [name], filter {showArchived yes}, viewer anna}',
      '# name',
      'Äänekoski Oy',
      'Acme Oy',
      'Beta Oy',
      '? {columns [name], filter {showArchived yes}, viewer bertil}',
      'Äänekoski Oy',
      'Acme Oy',
      'Beta Oy',
      'Gamma AB',
      'Pia Öst',
      '? {columns [name], filter {showArchived yes}, viewer cecilia}',
      'Äänekoski Oy',
      'Acme Oy',
      'Beta Oy',
      'Delta Oy',
      'Gamma AB',
      'Pia Öst',
      '? {columns [name], filter {showArchived yes}, viewer gun}',
      'Äänekoski Oy',
      'Acme Oy',
      'Beta Oy',
      'Gamma AB',
      'Pia Öst',
      '? {viewer anna}',
      '# name | owner | ownerId',
      'Äänekoski Oy | – | –',
      'Acme Oy | Anna Aalto | anna',
      'Beta Oy | Erik Ek (inactive) | erik',
      '? {viewer anna, filter {segments [large], text acme}}',
      'Beta Oy | Erik Ek (inactive) | erik',
      '? {columns [name], filter {showArchived yes}, offset 1, limit 2}',
      '# name',
      'Acme Oy',
      'Beta Oy',
      '? {columns [name], filter {showArchived yes}, offset 1, limit 2, locale et}',
      'Beta Oy',
      'Delta Oy',
      '? {columns [name], filter {showArchived yes}, offset 5}',
      'Pia Öst',
      '? {columns [name], filter {showArchived yes}, offset 9}',
      '? {columns [name], filter {showArchived yes}, limit 0}',
    ])
  })

  test('is a report as requested, whatever the viewer hides', () => {
    const report = (params: Parameters<typeof views.customerReport>[0]) => answered(views.customerReport(params))
    expect(
      answersOf(
        report,
        { viewer: 'anna', columns: ['name', 'segment'], filter: { text: 'a' }, limit: 2 },
        { columns: ['number'], filter: { groupIds: ['gB'] } },
        { offset: 4, limit: 1 },
      ),
    ).toEqual([
      '? {viewer anna, columns [name, segment], filter {text a}, limit 2}',
      'rows [{name Äänekoski Oy, segment –, segmentId –}, {name Acme Oy, segment –, segmentId –}] | total 3',
      '? {columns [number], filter {groupIds [gB]}}',
      'rows [] | total 0',
      '? {offset 4, limit 1}',
      'rows [{customerId piac, number –, name Pia Öst, kind privateCustomer, group Äther, groupIds [gC],',
      "   specialGroups '', specialGroupIds [], segment –, segmentId –, status –, statusId –, attractionChannel –,",
      '   attractionChannelId –, customerKind –, customerKindId –, owner –, ownerId –, startDate –, archived no}] |',
      '   total 5',
    ])
    expect([views.customerReport({ columns: ['x'] }), views.customerReport({ columns: [] })]).toEqual([
      { _tag: 'Left', left: { error: 'UnknownColumn', column: 'x' } },
      { _tag: 'Left', left: { error: 'NoColumnsSelected' } },
    ])
  })
})
