import type { ErasurePreview } from '@clientele/adapters'
import { type Locale, messagesFor, translate } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../../../environment.js'
import { fill } from '../../../texts/translated.js'
import { orNull } from '../../forms/form-readers.js'
import { Field } from '../../layout/field.js'
import { RefusalNote } from '../../layout/refusal-note.js'
import { PreviewedEvents } from '../../merging/previewed-events.js'
import { fullName } from '../../names.js'
import { showPage } from '../../page.js'
import { addFormPage, type FormState } from '../../pages.js'
import { showNothing } from '../../problem-page.js'
import { officeTexts } from '../../texts/office-texts.js'
import { contactPath } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'
import { mayAdminister } from './administer.js'

const idOf = (context: RequestContext): string => context.req.param('id') ?? ''

type Props = { readonly service: Service; readonly context: RequestContext; readonly formState: FormState }

const ConfirmForm = ({ service, context, formState }: Props) => {
  const { locale } = context.var
  return (
    <form class="fields" method="post">
      <Field
        name="requestId"
        label={messagesFor(locale).fields.request}
        value={formState.form.text('requestId')}
        refusal={formState.refusal}
        locale={locale}
      />
      <button class="main" type="submit">
        {contactTexts(locale).eraseNow}
      </button>
      <a href={contactPath(service, idOf(context), 'privacy')}>{officeTexts(locale).cancel}</a>
    </form>
  )
}

/** The data retained for invoices and until when, and the events that stay in clear text. */
const RetainedData = ({ preview, locale }: { readonly preview: ErasurePreview; readonly locale: Locale }) => {
  const { retainedUntil, documents, inClear } = preview
  const texts = contactTexts(locale)
  const messages = messagesFor(locale)
  return (
    <>
      <h2>{texts.whatStays}</h2>
      <p>{retainedUntil === null ? texts.nothingKept : fill(texts.keptUntil, { day: retainedUntil })}</p>
      {documents.length === 0 ? null : (
        <ul>
          {documents.map(({ documentId, kind, date }) => (
            <li>
              {translate(messages, kind)} {documentId}, {date}
            </li>
          ))}
        </ul>
      )}
      <p>{inClear === 0 ? texts.noneInClear : fill(texts.staysInClear, { count: inClear })}</p>
    </>
  )
}

const Content = async (props: Props) => {
  const { service, context, formState } = props
  const { by, locale } = context.var
  const texts = contactTexts(locale)
  const outcome = await service.crm.previewErasure(idOf(context), { by })
  if (isLeft(outcome)) return <RefusalNote refusal={formState.refusal ?? outcome.left} locale={locale} />
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <p>{texts.eraseMeans}</p>
      <h2>{texts.whatIsErased}</h2>
      <PreviewedEvents events={outcome.right.events} register={service.crm.register} viewer={by} locale={locale} />
      <RetainedData preview={outcome.right} locale={locale} />
      <ConfirmForm {...props} />
    </>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const { by: viewer, locale } = context.var
    const card = service.crm.views.contactCard({ personId: idOf(context), viewer, locale, limit: 0 })
    if (card === null || !mayAdminister(service, context)) return showNothing(service, context)
    return showPage(service, context, {
      title: fill(contactTexts(locale).eraseTitle, { name: fullName(card) }),
      area: 'contacts',
      status: formState.refusal === null ? undefined : 422,
      content: () => Content({ service, context, formState }),
    })
  }

/** Adds a page that previews the erasure of a person before it is executed; the card shows the receipt afterwards. */
export const addErasePerson = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/contacts/:id/erase',
    show: show(service),
    commands: (form, context) => [
      { type: 'ErasePerson', data: { personId: idOf(context), requestId: orNull(form, 'requestId') } },
    ],
    next: (_form, context) => contactPath(service, idOf(context), 'privacy'),
  })
