import { type Locale, messagesFor, type ReadableRegister } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { previewAs } from '../../requests/execute-as.js'
import { fill } from '../../texts/translated.js'
import { type Form, queryOf } from '../actions/form.js'
import { Finder, type Hit } from '../forms/finder.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { PreviewedEvents } from './previewed-events.js'
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
  readonly recordOf: (context: RequestContext, id: string) => Mergeable | null
  readonly find: (context: RequestContext, text: string) => readonly Hit[]
  /** Finds possible duplicates. */
  readonly findDuplicates: (context: RequestContext, id: string) => readonly Hit[]
}

const choicePrefix = 'from-'

/** The merge command for the selected records and fields. */
export const mergeCommand = ({ type }: Merging, survivorId: string, form: Form, fields: readonly string[]): object => ({
  type,
  data: {
    survivorId,
    duplicateId: form.text('duplicateId') ?? '',
    fieldChoices: fields.flatMap((field) => {
      const from = form.text(`${choicePrefix}${field}`)
      return from === 'duplicate' || from === 'survivor' ? [{ field, from }] : []
    }),
  },
})

// A field that one record lacks is taken from the other, unless the user has chosen otherwise.
const isTakenOver = (form: Form, { fields }: Mergeable, field: string): boolean => {
  const chosen = form.text(`${choicePrefix}${field}`)
  return chosen === undefined ? (fields[field] ?? null) === null : chosen === 'duplicate'
}

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly survivor: Mergeable
  readonly duplicate: Mergeable
}

const differing = (survivor: Mergeable, duplicate: Mergeable): readonly string[] =>
  Object.keys(survivor.fields).filter(
    (field) => (duplicate.fields[field] ?? null) !== null && survivor.fields[field] !== duplicate.fields[field],
  )

type Choice = { readonly field: string; readonly from: 'survivor' | 'duplicate' }

/** The choice of every field that differs: without it a merge would fill fields that the user has left blank. */
const choicesOf = (context: RequestContext, survivor: Mergeable, duplicate: Mergeable): readonly Choice[] =>
  differing(survivor, duplicate).map((field) => ({
    field,
    from: isTakenOver(queryOf(context), survivor, field) ? 'duplicate' : 'survivor',
  }))

const labelOf = (field: string, locale: Locale): string => {
  const labels: { readonly [name: string]: string | undefined } = messagesFor(locale).fields
  return labels[field] ?? field
}

const FieldChoice = ({ context, survivor, duplicate, field }: Omit<Props, 'service'> & { readonly field: string }) => {
  const name = `${choicePrefix}${field}`
  const isTaken = isTakenOver(queryOf(context), survivor, field)
  return (
    <fieldset>
      <legend>{labelOf(field, context.var.locale)}</legend>
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
  const { context, survivor, duplicate } = props
  const texts = mergeTexts(context.var.locale)
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

const ConfirmForm = ({ context, survivor, duplicate }: Props) => {
  const { locale } = context.var
  const texts = mergeTexts(locale)
  const chosen = choicesOf(context, survivor, duplicate)
  return (
    <form class="fields" method="post">
      <input type="hidden" name="duplicateId" value={duplicate.id} />
      {chosen.map(({ field, from }) => (
        <input type="hidden" name={`${choicePrefix}${field}`} value={from} />
      ))}
      <button class="main" type="submit">
        {texts.merge}
      </button>
      <a href={new URL(context.req.url).pathname.replace(/\/merge$/, '')}>{officeTexts(locale).cancel}</a>
    </form>
  )
}

const Choose = ({
  merging,
  context,
  survivor,
}: Omit<Props, 'service' | 'duplicate'> & { readonly merging: Merging }) => {
  const { locale } = context.var
  const texts = mergeTexts(locale)
  const text = queryOf(context).text('text')
  const others = (found: readonly Hit[]): readonly Hit[] => found.filter(({ id }) => id !== survivor.id)
  const offer = ({ id, name }: Hit) => (
    <a href={`?duplicateId=${encodeURIComponent(id)}`} aria-label={fill(texts.previewOf, { name })}>
      {texts.preview}
    </a>
  )
  const alike = others(merging.findDuplicates(context, survivor.id))
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
        found={text === undefined ? [] : others(merging.find(context, text))}
        offer={offer}
        locale={locale}
      />
    </>
  )
}

/** A preview of the merge, with the button that executes it. */
const Preview = async (props: Props & { readonly merging: Merging; readonly register: ReadableRegister }) => {
  const { service, context, survivor, duplicate, merging, register } = props
  const { by, locale } = context.var
  const texts = mergeTexts(locale)
  const fieldChoices = choicesOf(context, survivor, duplicate)
  const command = { type: merging.type, data: { survivorId: survivor.id, duplicateId: duplicate.id, fieldChoices } }
  const preview = await previewAs(service, command, by)
  if (isLeft(preview))
    return (
      <>
        <RefusalNote refusal={preview.left} locale={locale} />
        <Choose {...props} />
      </>
    )
  return (
    <>
      <p>{fill(texts.means, { survivor: survivor.name, duplicate: duplicate.name })}</p>
      <Choices {...props} />
      <h2>{texts.whatHappens}</h2>
      <PreviewedEvents events={preview.right.events} register={register} viewer={by} locale={locale} />
      <ConfirmForm {...props} />
    </>
  )
}

/** Shows the records that can be merged into one, and previews the merge of one of them. */
export const showMerge =
  (service: Service, merging: Merging) =>
  async (context: RequestContext, { refusal }: FormState): Promise<Response> => {
    const survivor = merging.recordOf(context, context.req.param('id') ?? '')
    if (survivor === null) return showNothing(service, context)
    const { locale } = context.var
    const duplicateId = queryOf(context).text('duplicateId')
    const duplicate = duplicateId === undefined ? null : merging.recordOf(context, duplicateId)
    const props = { service, context, survivor, merging, register: service.crm.register }
    return showPage(service, context, {
      title: fill(mergeTexts(locale).title, { name: survivor.name }),
      area: merging.area,
      status: refusal === null ? undefined : 422,
      content: async () => (
        <>
          <RefusalNote refusal={refusal} locale={locale} />
          {duplicate === null ? <Choose {...props} /> : await Preview({ ...props, duplicate })}
        </>
      ),
    })
  }
