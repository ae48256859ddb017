import { events, type Fields, Links, linkedTo, whoseField } from '@clientele/domain'
import { change, type HistoryContext, type Line, personal, personsInValue, toText } from '../line.js'
import {
  contactGroupName,
  customerName,
  employeeName,
  groupName,
  type NameOf,
  type PersonalNameOf,
  personName,
  projectName,
  roleName,
  specialGroupName,
} from '../names.js'
import { choice, personParty } from '../word.js'

type Codec = Fields[string]

/** Name lookups by the name of the id's codec. */
const nameLookups: ReadonlyMap<string, NameOf | PersonalNameOf> = new Map<string, NameOf | PersonalNameOf>([
  ['CustomerId', customerName],
  ['PersonId', personName],
  ['EmployeeId', employeeName],
  ['ProjectId', projectName],
  ['GroupId', groupName],
  ['SpecialGroupId', specialGroupName],
  ['RoleId', roleName],
  ['ContactGroupId', contactGroupName],
])

const kindOf = ({ name }: Codec): string => name.replace(/ \| null$|\[\]$/, '')

const valueIn = (data: object, field: string): unknown => Reflect.get(data, field)

const textsIn = (value: unknown): readonly string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string')

/** The persons a personal value is about: those named by the event, or the person whose stream it is. */
const personsOf = (codec: Codec, { stream, id, event }: HistoryContext): readonly string[] => {
  const whose = whoseField(codec)
  if (whose === null) return []
  if (whose === 'stream') return stream.startsWith('person-') ? [id] : []
  const value: unknown = Reflect.get(event.data, whose)
  return Links.is(value) ? linkedTo({ links: value }).personIds : textsIn(value)
}

const withNames = (kind: string, value: unknown, { register }: HistoryContext): unknown => {
  const nameOf = nameLookups.get(kind)
  if (nameOf === undefined) return value
  const names = textsIn(value).map((id) => nameOf(register, id))
  return personal(names.map(toText).join(', '), ...names.flatMap(personsInValue))
}

const displayValue = (codec: Codec, value: unknown, context: HistoryContext): unknown => {
  if ('values' in codec && typeof value === 'string') return choice(value)
  const text = withNames(kindOf(codec), value, context)
  return whoseField(codec) === null
    ? text
    : personal(toText(text), ...personsInValue(text), ...personsOf(codec, context))
}

const partiesIn = (kind: string, value: unknown): readonly string[] => {
  if (kind === 'CustomerId') return textsIn(value)
  return kind === 'PersonId' ? textsIn(value).map(personParty) : []
}

/**
 * The line of an event type without its own: the fields with their names, ids replaced by names, personal values
 * marked. Other customers and persons that it names are parties: viewers who may not see them do not see the line.
 */
export const plainLine = (context: HistoryContext): Line => {
  const { event, id } = context
  const fields: Fields = events[event.type].fields
  const presentFields = Object.entries(fields)
    .map(([field, codec]) => ({ field, codec, value: valueIn(event.data, field) }))
    .filter(({ value }) => value !== null && value !== undefined && value !== id)
  const parties = presentFields.flatMap(({ codec, value }) => partiesIn(kindOf(codec), value))
  return {
    changes: presentFields.map(({ field, codec, value }) => change(field, null, displayValue(codec, value, context))),
    customerId: parties.length === 0 ? null : parties,
  }
}
