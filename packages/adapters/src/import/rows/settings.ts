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
import { key, optional, parseFlag, partsOf, type RowOf, wholeNumber } from '../columns.js'
import { type FileKind, fileKind, type Known, type Plan } from '../kind.js'

const columns = { key: key(text), value: optional(text) }

type Row = RowOf<typeof columns>

/** The possible meanings of a cell, the most specific first. */
const meanings = (cell: string): readonly unknown[] => [parseFlag(cell), wholeNumber(cell), partsOf(cell), cell]

/** The first meaning that the policy's codec accepts; else the cell itself, which the decision refuses. */
const policyValue = (name: PolicyName, cell: string): unknown =>
  meanings(cell).find((meaning) => policyTable[name].codec.is(meaning)) ?? cell

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const settingCommands = ({ key, value }: Row, { settings }: Known): readonly Message[] => {
  const to = value == null ? null : (wholeNumber(value) ?? value)
  return isSettingName(key) && settings.numbers[key] === to ? [] : [ChangeSetting({ key, value: to })]
}

const policyCommands = ({ key, value }: Row, { settings }: Known): readonly Message[] => {
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
  if (namesUnknownProperty(row, known)) return { deferred: settingCommands(row, known) }
  return { update: isSettingName(row.key) ? settingCommands(row, known) : policyCommands(row, known) }
}

/** Numbered settings and policies. A setting that refers to a contact property waits until those are read. */
export const settings: FileKind = fileKind({
  file: 'settings.csv',
  columns,
  id: (row) => row.key,
  subject: (row) => row.key,
  deferredUntil: 'contact-properties.csv',
  plan,
})
