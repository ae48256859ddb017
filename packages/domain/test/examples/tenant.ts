import type { Asked } from '../given.js'
import { value } from './before.js'
import { accepted, type Examples } from './example.js'

const noLetters: Asked = ['AddContactProperty', { number: 7, name: 'No letters' }]
const bans: Asked = ['AddContactGroup', { contactGroupId: 'bans', name: 'Bans' }]
const report: Asked = ['SaveReport', { reportId: 'r1', name: 'Lost', scope: 'own', filters: { groupIds: ['gold'] } }]

/** Catalogues, settings, lists and reports. */
export const tenantExamples = {
  AddClassifierValue: accepted([], { catalogue: 'segment', value: 'large', name: 'Large companies' }, [
    'ClassifierValueAdded',
    { catalogue: 'segment', value: 'large', name: 'Large companies' },
  ]),
  RenameClassifierValue: accepted(
    [value('segment', 'large')],
    { catalogue: 'segment', value: 'large', name: 'Large companies' },
    ['ClassifierValueRenamed', { catalogue: 'segment', value: 'large', from: null, to: 'Large companies' }],
  ),
  RetireClassifierValue: accepted([value('segment', 'large')], { catalogue: 'segment', value: 'large' }, [
    'ClassifierValueRetired',
    { catalogue: 'segment', value: 'large' },
  ]),
  AddContactProperty: accepted([bans], { number: 7, name: 'No letters', contactGroupId: 'bans' }, [
    'ContactPropertyAdded',
    { number: 7, name: 'No letters', contactGroupId: 'bans' },
  ]),
  AddContactGroup: accepted([], { contactGroupId: 'bans' }, [
    'ContactGroupAdded',
    { contactGroupId: 'bans', name: 'bans' },
  ]),
  AttachPropertyToContactGroup: accepted([noLetters, bans], { number: 7, contactGroupId: 'bans' }, [
    'PropertyAttachedToContactGroup',
    { number: 7, contactGroupId: 'bans' },
  ]),
  ChangeSetting: accepted([noLetters], { key: 'NO_EMAIL', value: 7 }, [
    'SettingChanged',
    { key: 'NO_EMAIL', from: null, to: 7 },
  ]),
  ChangePolicy: accepted([], { key: 'maxGroupDepth', value: 3 }, [
    'PolicyChanged',
    { key: 'maxGroupDepth', from: 10, to: 3 },
  ]),
  InitialiseTenant: accepted(
    [],
    { preset: 'lemonsoft' },
    ['PolicyChanged', { key: 'numberSeriesBy', from: 'group', to: 'kind' }],
    ['PolicyChanged', { key: 'requireBanBinding', from: false, to: true }],
    ['SettingChanged', { key: 'STARTDATE_INVOICE', from: 1, to: 2 }],
  ),
  SaveListPreferences: accepted(
    [],
    { list: 'customerList', shownColumns: ['number', 'name'], shownFilters: ['search'] },
    ['ListPreferencesSaved', { list: 'customerList', shownColumns: ['number', 'name'], shownFilters: ['search'] }],
  ),
  SaveReport: accepted(
    [],
    {
      name: ' Lost ',
      scope: 'office',
      filters: { groupIds: ['gold'], period: { from: '2024-01-01' } },
      columns: ['name', 'name'],
    },
    [
      'ReportSaved',
      {
        reportId: 'command0',
        scope: 'office',
        ownerId: 'host',
        name: 'Lost',
        filters: { groupIds: ['gold'], period: { from: '2024-01-01' } },
        columns: ['name'],
      },
    ],
  ),
  ShareReportWithOffice: accepted([report], { reportId: 'r1' }, ['ReportShared', { reportId: 'r1' }]),
  DeleteReport: accepted([report], { reportId: 'r1' }, ['ReportDeleted', { reportId: 'r1' }]),
} satisfies Partial<Examples>
