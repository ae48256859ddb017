import { idOfStream } from '@clientele/domain'
import type { Asked, Service } from '../../environment.js'
import { type Linked, linkTo, type MergedKind, survivorOf } from '../merging/survivor.js'
import { nameOf } from '../names.js'

/** A merged record by its former name, and its survivor. */
export type MergedHit = { readonly name: string; readonly survivor: Linked }

const erased = ({ crm }: Service, kind: MergedKind, id: string): boolean =>
  kind === 'person' && (crm.register.tables.persons.get(id)?.erased ?? null) !== null

/** The merged records of a kind with a text in their names, if the actor may see both them and their survivors. */
export const mergedFor = (service: Service, asked: Asked, kind: MergedKind, text: string): readonly MergedHit[] => {
  const { register } = service.crm
  const wanted = text.toLocaleLowerCase()
  return [...register.tables.absorptions.rows()].flatMap(({ record }) => {
    const id = idOfStream(record)
    const name = record.startsWith(`${kind}-`) ? nameOf(register, kind, id) : ''
    if (!name.toLocaleLowerCase().includes(wanted) || erased(service, kind, id)) return []
    const survivor = survivorOf(service, asked, kind, id)
    return survivor === null || linkTo(service, asked, kind, id) === null ? [] : [{ name, survivor }]
  })
}
