import { idOfStream } from '@clientele/domain'
import type { RequestContext, Service } from '../../environment.js'
import { type CardLink, linkTo, type MergedKind, survivorOf } from '../merging/survivor.js'
import { nameOf } from '../names.js'

/** A merged record by its former name, and its survivor. */
export type MergedHit = { readonly id: string; readonly name: string; readonly survivor: CardLink }

const erased = ({ crm }: Service, kind: MergedKind, id: string): boolean =>
  kind === 'person' && (crm.register.tables.persons.get(id)?.erased ?? null) !== null

/** The merged records of a kind with a text in their names, if the actor may see both them and their survivors. */
export const mergedFor = (
  service: Service,
  context: RequestContext,
  kind: MergedKind,
  text: string,
): readonly MergedHit[] => {
  const { register } = service.crm
  const wanted = text.toLocaleLowerCase()
  return [...register.tables.absorptions.rows()].flatMap(({ record }) => {
    const id = idOfStream(record)
    const name = record.startsWith(`${kind}-`) ? nameOf(register, kind, id) : ''
    if (!name.toLocaleLowerCase().includes(wanted) || erased(service, kind, id)) return []
    const survivor = survivorOf(service, context, kind, id)
    return survivor === null || linkTo(service, context, kind, id) === null ? [] : [{ id, name, survivor }]
  })
}
