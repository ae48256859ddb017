import { AddClassifierValue, givenIdOf, RenameClassifierValue, text } from '@clientele/domain'
import { key, optional, type RowOf } from '../columns.js'
import { type FileKind, fileKind, isChanged, type Known, type Plan } from '../kind.js'

const columns = {
  catalogue: key(givenIdOf('CatalogueName')),
  value: key(givenIdOf('ClassifierValue')),
  name: optional(text),
}

type Row = RowOf<typeof columns>

const plan = ({ catalogue, value, name }: Row, { tables }: Known): Plan => {
  const known = tables.classifierValues.get(`${catalogue}\t${value}`)
  if (known === undefined || known.retired)
    return { create: [AddClassifierValue({ catalogue, value, name: name ?? null })] }
  const isRenamed = name != null && isChanged(name, known.name)
  return { update: isRenamed ? [RenameClassifierValue({ catalogue, value, name })] : [] }
}

/** The values that can be chosen for a customer. */
export const classifiers: FileKind = fileKind({
  file: 'classifiers.csv',
  columns,
  id: ({ catalogue, value }) => `${catalogue};${value}`,
  subject: ({ name, value }) => name ?? value,
  plan,
})
