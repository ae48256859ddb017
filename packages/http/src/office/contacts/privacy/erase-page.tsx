import type { ErasurePreview } from '@clientele/adapters'
import { type Locale, messagesFor, translate } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, Asked, Service } from '../../../environment.js'
import { fill } from '../../../texts/translated.js'
import { orNull } from '../../forms/reads.js'
import { Field } from '../../layout/field.js'
import { Refused } from '../../layout/refused.js'
import { PreviewedEvents } from '../../merging/previewed.js'
import { fullName } from '../../names.js'
import { showPage } from '../../page.js'
import { addFormPage, type Filled } from '../../pages.js'
import { showNothing } from '../../problem-page.js'
import { officeTexts } from '../../texts/office-texts.js'
import { contactPath } from '../shown.js'
import { contactTexts } from '../texts/contact-texts.js'
import { mayAdminister } from './administer.js'

const idOf = (asked: Asked): string => asked.req.param('id') ?? ''

type Props = { readonly service: Service; readonly asked: Asked; readonly filled: Filled }

const ConfirmForm = ({ service, asked, filled }: Props) => {
  const { locale } = asked.var
  return (
    <form class="fields" method="post">
      <Field
        name="requestId"
        label={messagesFor(locale).fields.request}
        value={filled.form.text('requestId')}
        refusal={filled.refusal}
        locale={locale}
      />
      <button class="main" type="submit">
        {contactTexts(locale).eraseNow}
      </button>
      <a href={contactPath(service, idOf(asked), 'privacy')}>{officeTexts(locale).cancel}</a>
    </form>
  )
}

/** The data retained for invoices and until when, and the events that stay in clear text. */
const Stays = ({ preview, locale }: { readonly preview: ErasurePreview; readonly locale: Locale }) => {
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
  const { service, asked, filled } = props
  const { by, locale } = asked.var
  const texts = contactTexts(locale)
  const tried = await service.crm.previewErasure(idOf(asked), { by })
  if (isLeft(tried)) return <Refused refusal={filled.refusal ?? tried.left} locale={locale} />
  return (
    <>
      <Refused refusal={filled.refusal} locale={locale} />
      <p>{texts.eraseMeans}</p>
      <h2>{texts.whatIsErased}</h2>
      <PreviewedEvents events={tried.right.events} register={service.crm.register} viewer={by} locale={locale} />
      <Stays preview={tried.right} locale={locale} />
      <ConfirmForm {...props} />
    </>
  )
}

const show =
  (service: Service) =>
  async (asked: Asked, filled: Filled): Promise<Response> => {
    const { by: viewer, locale } = asked.var
    const card = service.crm.views.contactCard({ personId: idOf(asked), viewer, locale, limit: 0 })
    if (card === null || !mayAdminister(service, asked)) return showNothing(service, asked)
    return showPage(service, asked, {
      title: fill(contactTexts(locale).eraseTitle, { name: fullName(card) }),
      area: 'contacts',
      status: filled.refusal === null ? undefined : 422,
      content: () => Content({ service, asked, filled }),
    })
  }

/** Adds a page that previews the erasure of a person before it is executed; the card shows the receipt afterwards. */
export const addErasePerson = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/contacts/:id/erase',
    show: show(service),
    commands: (form, asked) => [
      { type: 'ErasePerson', data: { personId: idOf(asked), requestId: orNull(form, 'requestId') } },
    ],
    next: (_form, asked) => contactPath(service, idOf(asked), 'privacy'),
  })
