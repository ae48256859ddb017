import { AddContactGroup, AddContactProperty, AttachPropertyToContactGroup, givenIdOf, text } from '@clientele/domain'
import { key, optional, type RowOf, requiredColumn, wholeNumberCodec } from '../columns.js'
import { type FileKind, fileKind, type Known, type Plan } from '../kind.js'

const columns = {
  number: key(wholeNumberCodec),
  name: requiredColumn(text),
  contactGroup: optional(givenIdOf('ContactGroupId')),
}

type Row = RowOf<typeof columns>

const plan = ({ number, name, contactGroup }: Row, { tables }: Known): Plan => {
  const known = tables.contactProperties.get(String(number))
  const contactGroupId = (contactGroup === undefined ? known?.contactGroupId : contactGroup) ?? null
  const isNewGroup = contactGroupId !== null && tables.contactGroups.get(contactGroupId) === undefined
  const create = isNewGroup ? [AddContactGroup({ contactGroupId })] : []
  const isNamedSo = known?.name === name
  if (isNamedSo && known?.contactGroupId === contactGroupId) return {}
  if (isNamedSo && contactGroupId !== null)
    return { update: [...create, AttachPropertyToContactGroup({ number, contactGroupId })] }
  return { create: [...create, AddContactProperty({ number, name: name ?? '', contactGroupId })] }
}

/** Contact properties, with the contact groups they belong to. */
export const contactProperties: FileKind = fileKind({
  file: 'contact-properties.csv',
  columns,
  id: ({ number }) => String(number),
  subject: ({ name, number }) => name ?? String(number),
  keys: ({ number, contactGroup }) => [
    `property ${number}`,
    ...(contactGroup == null ? [] : [`group ${contactGroup}`]),
  ],
  plan,
})
