import { type Locale, messagesFor } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { previewAs } from '../../requests/execute-as.js'
import { type Refusal, withNames } from '../actions/refusal-names.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { settingsTexts } from './texts/settings-texts.js'

/** The effect of a command: the number of events of each type, or its refusal. */
export type CommandPreview = { readonly refusal: Refusal | null; readonly counts: ReadonlyMap<string, number> }

/** Previews a command. */
export const previewCommand = async (
  service: Service,
  context: RequestContext,
  command: object,
): Promise<CommandPreview> => {
  const outcome = await previewAs(service, command, context.var.by)
  const counts = new Map<string, number>()
  if (isLeft(outcome)) return { refusal: withNames(service, context, outcome.left), counts }
  for (const { type } of outcome.right.events) counts.set(type, (counts.get(type) ?? 0) + 1)
  return { refusal: null, counts }
}

/** The list of events a command would append, with their number. */
export const PreviewList = ({ preview, locale }: { readonly preview: CommandPreview; readonly locale: Locale }) => {
  const names = new Map<string, string>(Object.entries(messagesFor(locale).events))
  const texts = settingsTexts(locale)
  if (preview.refusal !== null) return <RefusalNote refusal={preview.refusal} locale={locale} />
  if (preview.counts.size === 0) return <p>{texts.nothingWould}</p>
  return (
    <>
      <p>{texts.wouldHappen}</p>
      <ul>
        {[...preview.counts].map(([type, count]) => (
          <li>
            {names.get(type) ?? type}: {count}
          </li>
        ))}
      </ul>
    </>
  )
}
