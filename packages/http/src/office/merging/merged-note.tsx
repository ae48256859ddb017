import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { officeTexts } from '../texts/office-texts.js'
import { type MergedKind, survivorOf } from './survivor.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly kind: MergedKind
  readonly id: string
  readonly name: string
}

/** Names the survivor of a merged record, if the user may see it. */
export const MergedNote = ({ service, context, kind, id, name }: Props) => {
  const survivor = survivorOf(service, context, kind, id)
  return (
    <p class="wrong">
      {fill(officeTexts(context.var.locale).wasMerged, { name })}{' '}
      {survivor === null ? '–' : <a href={survivor.href}>{survivor.name}</a>}
    </p>
  )
}
