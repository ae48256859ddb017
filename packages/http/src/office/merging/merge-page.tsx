import { type Locale, messagesFor, type ReadableRegister } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { type Form, queryOf } from '../acting/form.js'
import { Finder, type Found } from '../forms/finder.js'
import { Refused } from '../layout/refused.js'
import { showPage } from '../page.js'
import type { Filled } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { PreviewedEvents } from './previewed.js'
import { mergeTexts } from './texts/merge-texts.js'

/** A record to merge: its name, and the fields that may be taken from either. */
export type Mergeable = {
  readonly id: string
  readonly name: string
  readonly fields: { readonly [field: string]: string | null }
}

/** The merging of customers or of contacts. */
export type Merging = {
  readonly area: 'customers' | 'contacts'
  readonly type: 'MergeCustomers' | 'MergeContacts'
  /** Reads a record that the user may see. */
  readonly recordOf: (asked: Asked, id: string) => Mergeable | null
  readonly find: (asked: Asked, text: string) => readonly Found[]
  /** Finds possible duplicates. */
  readonly alike: (asked: Asked, id: string) => readonly Found[]
}

const choicePrefix = 'from-'

/** The merge command for the selected records and fields. */
export const mergeCommand = ({ type }: Merging, survivorId: string, form: Form, fields: readonly string[]): object => ({
  type,
  data: {
    survivorId,
    duplicateId: form.text('duplicateId') ?? '',
    fieldChoices: fields
      .filter((field) => form.text(`${choicePrefix}${field}`) === 'duplicate')
      .map((field) => ({ field, from: 'duplicate' })),
  },
})

// A field that one record lacks is taken from the other, unless the user has chosen otherwise.
const isTakenOver = (form: Form, { fields }: Mergeable, field: string): boolean => {
  const chosen = form.text(`${choicePrefix}${field}`)
  return chosen === undefined ? (fields[field] ?? null) === null : chosen === 'duplicate'
}

type Props = {
  readonly service: Service
  readonly asked: Asked
  readonly survivor: Mergeable
  readonly duplicate: Mergeable
}

const differing = (survivor: Mergeable, duplicate: Mergeable): readonly string[] =>
  Object.keys(survivor.fields).filter(
    (field) => (duplicate.fields[field] ?? null) !== null && survivor.fields[field] !== duplicate.fields[field],
  )

const takenOver = (asked: Asked, survivor: Mergeable, duplicate: Mergeable): readonly string[] =>
  differing(survivor, duplicate).filter((field) => isTakenOver(queryOf(asked), survivor, field))

const labelOf = (field: string, locale: Locale): string => {
  const labels: { readonly [name: string]: string | undefined } = messagesFor(locale).fields
  return labels[field] ?? field
}

const FieldChoice = ({ asked, survivor, duplicate, field }: Omit<Props, 'service'> & { readonly field: string }) => {
  const name = `${choicePrefix}${field}`
  const isTaken = isTakenOver(queryOf(asked), survivor, field)
  return (
    <fieldset>
      <legend>{labelOf(field, asked.var.locale)}</legend>
      <label class="check">
        <input type="radio" name={name} value="survivor" checked={!isTaken} />
        {survivor.fields[field] ?? '–'}
      </label>
      <label class="check">
        <input type="radio" name={name} value="duplicate" checked={isTaken} />
        {duplicate.fields[field] ?? '–'}
      </label>
    </fieldset>
  )
}

const Choices = (props: Props) => {
  const { asked, survivor, duplicate } = props
  const texts = mergeTexts(asked.var.locale)
  const fields = differing(survivor, duplicate)
  return fields.length === 0 ? null : (
    <form class="fields tall" method="get">
      <input type="hidden" name="duplicateId" value={duplicate.id} />
      <p>{texts.choose}</p>
      {fields.map((field) => (
        <FieldChoice {...props} field={field} />
      ))}
      <button type="submit">{texts.previewAgain}</button>
    </form>
  )
}

const ConfirmForm = ({ asked, survivor, duplicate }: Props) => {
  const { locale } = asked.var
  const texts = mergeTexts(locale)
  const chosen = takenOver(asked, survivor, duplicate)
  return (
    <form class="fields" method="post">
      <input type="hidden" name="duplicateId" value={duplicate.id} />
      {chosen.map((field) => (
        <input type="hidden" name={`${choicePrefix}${field}`} value="duplicate" />
      ))}
      <button class="main" type="submit">
        {texts.merge}
      </button>
      <a href={new URL(asked.req.url).pathname.replace(/\/merge$/, '')}>{officeTexts(locale).cancel}</a>
    </form>
  )
}

const Choose = ({ merging, asked, survivor }: Omit<Props, 'service' | 'duplicate'> & { readonly merging: Merging }) => {
  const { locale } = asked.var
  const texts = mergeTexts(locale)
  const text = queryOf(asked).text('text')
  const others = (found: readonly Found[]): readonly Found[] => found.filter(({ id }) => id !== survivor.id)
  const offer = ({ id, name }: Found) => (
    <a href={`?duplicateId=${encodeURIComponent(id)}`} aria-label={fill(texts.previewOf, { name })}>
      {texts.preview}
    </a>
  )
  const alike = others(merging.alike(asked, survivor.id))
  return (
    <>
      {alike.length === 0 ? null : (
        <>
          <h2>{texts.alike}</h2>
          <ul class="plain">
            {alike.map((one) => (
              <li class="actions">
                <span>{one.name}</span>
                {offer(one)}
              </li>
            ))}
          </ul>
        </>
      )}
      <Finder
        name="text"
        label={texts.duplicate}
        value={text}
        found={text === undefined ? [] : others(merging.find(asked, text))}
        offer={offer}
        locale={locale}
      />
    </>
  )
}

/** A preview of the merge, with the button that executes it. */
const Preview = async (props: Props & { readonly merging: Merging; readonly register: ReadableRegister }) => {
  const { service, asked, survivor, duplicate, merging, register } = props
  const { by, locale } = asked.var
  const texts = mergeTexts(locale)
  const fieldChoices = takenOver(asked, survivor, duplicate).map((field) => ({ field, from: 'duplicate' }))
  const command = { type: merging.type, data: { survivorId: survivor.id, duplicateId: duplicate.id, fieldChoices } }
  const tried = await service.crm.preview(command, { by })
  if (isLeft(tried))
    return (
      <>
        <Refused refusal={tried.left} locale={locale} />
        <Choose {...props} />
      </>
    )
  return (
    <>
      <p>{fill(texts.means, { survivor: survivor.name, duplicate: duplicate.name })}</p>
      <Choices {...props} />
      <h2>{texts.whatHappens}</h2>
      <PreviewedEvents events={tried.right.events} register={register} viewer={by} locale={locale} />
      <ConfirmForm {...props} />
    </>
  )
}

/** Shows the records that can be merged into one, and previews the merge of one of them. */
export const showMerge =
  (service: Service, merging: Merging) =>
  async (asked: Asked, { refusal }: Filled): Promise<Response> => {
    const survivor = merging.recordOf(asked, asked.req.param('id') ?? '')
    if (survivor === null) return showNothing(service, asked)
    const { locale } = asked.var
    const duplicateId = queryOf(asked).text('duplicateId')
    const duplicate = duplicateId === undefined ? null : merging.recordOf(asked, duplicateId)
    const props = { service, asked, survivor, merging, register: service.crm.register }
    return showPage(service, asked, {
      title: fill(mergeTexts(locale).title, { name: survivor.name }),
      area: merging.area,
      status: refusal === null ? undefined : 422,
      content: async () => (
        <>
          <Refused refusal={refusal} locale={locale} />
          {duplicate === null ? <Choose {...props} /> : await Preview({ ...props, duplicate })}
        </>
      ),
    })
  }
