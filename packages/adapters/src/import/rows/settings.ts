import {
  ChangePolicy,
  ChangeSetting,
  isPolicyName,
  isSettingName,
  type Message,
  type PolicyName,
  policyTable,
  text,
} from '@clientele/domain'
import { given, key, partsOf, type RowOf, truth, wholeNumber } from '../columns.js'
import { type FileKind, fileKind, type Known, type Plan } from '../kind.js'

const columns = { key: key(text), value: given(text) }

type Row = RowOf<typeof columns>

/** What a cell can mean, most particular meaning first. */
const meanings = (cell: string): readonly unknown[] => [truth(cell), wholeNumber(cell), partsOf(cell), cell]

/** The value a policy's codec takes; a cell it does not take is left to the decision to refuse. */
const policyValue = (name: PolicyName, cell: string): unknown =>
  meanings(cell).find((meaning) => policyTable[name].codec.is(meaning)) ?? cell

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const setting = ({ key, value }: Row, { settings }: Known): readonly Message[] => {
  const to = value == null ? null : (wholeNumber(value) ?? value)
  return isSettingName(key) && settings.numbers[key] === to ? [] : [ChangeSetting({ key, value: to })]
}

const policy = ({ key, value }: Row, { settings }: Known): readonly Message[] => {
  if (!isPolicyName(key)) return [ChangePolicy({ key, value })]
  const to = policyValue(key, value ?? '')
  return same(settings.policies[key], to) ? [] : [ChangePolicy({ key, value: to })]
}

const namesUnknownProperty = (row: Row, { tables }: Known): boolean =>
  isSettingName(row.key) &&
  !row.key.startsWith('STARTDATE_') &&
  row.value != null &&
  !tables.contactProperties.get(row.value)

const plan = (row: Row, known: Known): Plan => {
  if (namesUnknownProperty(row, known)) return { deferred: setting(row, known) }
  return { update: isSettingName(row.key) ? setting(row, known) : policy(row, known) }
}

/** Numbered settings and policies. A setting that names a contact property waits until those have been read. */
export const settings: FileKind = fileKind({
  file: 'settings.csv',
  columns,
  id: (row) => row.key,
  subject: (row) => row.key,
  keys: () => ['settings'],
  deferredUntil: 'contact-properties.csv',
  plan,
})
