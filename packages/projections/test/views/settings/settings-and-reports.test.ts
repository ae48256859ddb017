import { expect, test } from 'vitest'
import { event } from '../../log.js'
import { answersOf, card } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

test('settings are listed by name', () => {
  expect(card(views.settings())).toEqual([
    'policies {groupMembership single, groupDeletion moveToNoGroup, subgroupsOnDelete reject, predefinedGroups',
    '   [], groupHierarchy tree, maxGroupDepth 10, groupNameUniqueness global, rolesEnabled yes, requiredFields',
    '   [name], consentModel optOut, requireConsentEvidence yes, consentLiftsBan no, banScope person,',
    '   requireBanBinding no, startDateManual manualWins, startDateLookBack firstEver, startDateOnVoid keep,',
    '   startDateRule firstRecorded, numberSeriesBy group, numberReuse never, numberOnGroupMove keep,',
    '   numberChangeWithDocuments reject, emptyVisibilityList everyone, privateVisibility ownerAndAdmins,',
    '   archivedCustomerAssignments reject, redundantCommands ignore, employeeDeactivation endAll,',
    '   mergedDuplicate archive, mergePermissions mostRestrictive, mergeStartDate survivorElseDuplicate,',
    '   mergeGroup survivor, contactLinks many, includeSubgroups yes, retentionYears 6, emailRestrictionSpread',
    '   personOnly, timeZone Europe/Helsinki} | numbers {STARTDATE_INVOICE 1, STARTDATE_SALESORDER 2,',
    '   CONTACT_NUMBER 5, CONTACT_PURCHASE –, CONTACT_SALES –, NO_MARKETING –, NO_SMS –, NO_EMAIL –}',
  ])
})

test('a list shows the existing columns that its user chose', () => {
  const chosen = (shownColumns: readonly string[], shownFilters: readonly string[]) =>
    event('ListPreferencesSaved', 'listPreferences-anna', { list: 'customerList', shownColumns, shownFilters })
  expect(
    answersOf(
      views.listPreferences,
      { viewer: 'anna', list: 'customerList' },
      { viewer: 'bertil', list: 'customerList' },
    ),
  ).toEqual([
    '? {viewer anna, list customerList}',
    'list customerList | shownColumns [name, owner] | shownFilters [segment] | saved yes',
    '? {viewer bertil, list customerList}',
    'list customerList | shownColumns [customerId, number, name, kind, group, specialGroups, segment, status,',
    '   attractionChannel, customerKind, owner, startDate, archived] | shownFilters [search, group, specialGroup,',
    '   salesperson, segment, status, attractionChannel, customerKind, owner, responsibleManager, serviceManager,',
    '   responsible, trackingItem, property, legalEntity, consent, ban, archived] | saved no',
  ])
  expect(card(viewsOfTown(chosen(['lost'], [])).listPreferences({ viewer: 'anna', list: 'customerList' }))).toEqual([
    'list customerList | shownColumns [customerId, number, name, kind, group, specialGroups, segment, status,',
    '   attractionChannel, customerKind, owner, startDate, archived] | shownFilters [] | saved yes',
  ])
})

test('saved reports are the viewer’s own and those of the office, by name', () => {
  expect(
    answersOf(
      views.savedReports,
      {},
      { viewer: 'anna', locale: 'fi' },
      { viewer: 'bertil' },
      { viewer: 'anna', offset: 1, limit: 1 },
    ),
  ).toEqual([
    '? {}',
    '# reportId | name | scope | ownerId | filters | columns | ownerName | groups',
    'r3 | Drei | office | anna | {} | – | Anna Aalto | []',
    'r2 | Zwei | office | zed | {} | [name] | zed | []',
    '? {viewer anna, locale fi}',
    'r3 | Drei | office | anna | {} | – | Anna Aalto | []',
    'r2 | Zwei | office | zed | {} | [name] | zed | []',
    'r1 | Ähnlich | own | anna | {groupIds [gA, gX, –]} | – | Anna Aalto | [{groupId gA, name Accounting, deleted',
    '   no}, {groupId gX, name (poistettu ryhmä), deleted yes}, {groupId –, name Ei ryhmää, deleted no}]',
    '? {viewer bertil}',
    'r3 | Drei | office | anna | {} | – | Anna Aalto | []',
    'r2 | Zwei | office | zed | {} | [name] | zed | []',
    '? {viewer anna, offset 1, limit 1}',
    'r3 | Drei | office | anna | {} | – | Anna Aalto | []',
  ])
})
