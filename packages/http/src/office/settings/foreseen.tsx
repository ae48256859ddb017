import { type Locale, messagesFor } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Asked, Service } from '../../environment.js'
import { type Refusal, withNames } from '../acting/named.js'
import { Refused } from '../layout/refused.js'
import { settingsTexts } from './texts/settings-texts.js'

/** The effect of a command: the number of events of each type, or its refusal. */
export type Foreseen = { readonly refusal: Refusal | null; readonly counts: ReadonlyMap<string, number> }

/** Previews a command. */
export const foresee = async (service: Service, asked: Asked, command: object): Promise<Foreseen> => {
  const outcome = await service.crm.preview(command, { by: asked.var.by })
  const counts = new Map<string, number>()
  if (isLeft(outcome)) return { refusal: withNames(service, asked, outcome.left), counts }
  for (const { type } of outcome.right.events) counts.set(type, (counts.get(type) ?? 0) + 1)
  return { refusal: null, counts }
}

/** The list of events a command would append, with their number. */
export const WouldHappen = ({ foreseen, locale }: { readonly foreseen: Foreseen; readonly locale: Locale }) => {
  const names = new Map<string, string>(Object.entries(messagesFor(locale).events))
  const texts = settingsTexts(locale)
  if (foreseen.refusal !== null) return <Refused refusal={foreseen.refusal} locale={locale} />
  if (foreseen.counts.size === 0) return <p>{texts.nothingWould}</p>
  return (
    <>
      <p>{texts.wouldHappen}</p>
      <ul>
        {[...foreseen.counts].map(([type, count]) => (
          <li>
            {names.get(type) ?? type}: {count}
          </li>
        ))}
      </ul>
    </>
  )
}
