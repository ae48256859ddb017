import { expect, test } from 'vitest'
import { kept } from '../../stories/activities.js'
import { tableChangesOf } from '../../stories/telling.js'

test('events of lists and reports change these columns and nothing else', () => {
  expect(tableChangesOf(kept)).toEqual([
    'ListPreferencesSaved on listPreferences-anna',
    '- listPreferences gets userId anna, list customerList, shownColumns [name, number], shownFilters [search]',
    'ListPreferencesSaved on listPreferences-anna',
    '- listPreferences anna+customerList: shownColumns [name, number] → [name], shownFilters [search] → []',
    'ListPreferencesSaved on listPreferences-anna',
    '- listPreferences gets userId anna, list unknownList, shownColumns [a], shownFilters [b]',
    'ReportSaved on report-r',
    '- reports gets reportId r, name Large, scope own, ownerId anna, filters {}, columns –, deleted no',
    'ReportSaved on report-r',
    '- reports r: name Large → Larger, scope own → office, ownerId anna → bertil, filters.text undefined → oy,',
    '   filters.groupIds undefined → [gA, gX, –], filters.includeSubgroups undefined → yes,',
    '   filters.specialGroupIds undefined → [vip], filters.salespersonId undefined → anna, filters.segments',
    '   undefined → [large, other], filters.statuses undefined → [active], filters.attractionChannels undefined →',
    '   [fair], filters.customerKinds undefined → [domestic], filters.showArchived undefined → yes,',
    '   filters.period undefined → {from 2024-01-01, to 2024-02-01}, filters.status undefined → active,',
    '   filters.userId undefined → bertil, columns – → [name, segment]',
    'ReportSaved on report-r',
    '- reports r: scope office → own, ownerId bertil → anna, filters.text oy → undefined, filters.groupIds [gA,',
    '   gX, –] → undefined, filters.includeSubgroups yes → undefined, filters.specialGroupIds [vip] → undefined,',
    '   filters.salespersonId anna → undefined, filters.segments [large, other] → undefined, filters.statuses',
    '   [active] → undefined, filters.attractionChannels [fair] → undefined, filters.customerKinds [domestic] →',
    '   undefined, filters.showArchived yes → undefined, filters.period.from 2024-01-01 → undefined,',
    '   filters.status active → undefined, filters.userId bertil → undefined, columns [name, segment] → –',
    'ReportSaved on report-r',
    '- reports r: filters.period.to 2024-02-01 → undefined, filters.period.from undefined → 2024-02-01,',
    '   filters.groupIds undefined → []',
    'ReportShared on report-r',
    '- reports r: scope own → office',
    'ReportDeleted on report-r',
    '- reports r: deleted no → yes',
    'ReportSaved on report-r',
    '- reports r: name Larger → Large, scope office → own, filters.period {from 2024-02-01} → undefined,',
    '   filters.groupIds [] → undefined, deleted yes → no',
    'ReportShared on report-other',
    'ReportDeleted on report-other',
  ])
})
