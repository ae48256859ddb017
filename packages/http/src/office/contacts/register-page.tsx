import { randomUUID } from 'node:crypto'
import { personFields } from '@clientele/domain'
import { messagesFor } from '@clientele/projections'
import type { App, RequestContext, Service } from '../../environment.js'
import { nullables, required } from '../forms/form-readers.js'
import { Check, Field } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { contactPath } from './tab-props.js'
import { contactTexts } from './texts/contact-texts.js'

const show =
  (service: Service) =>
  (context: RequestContext, { form, refusal }: FormState): Promise<Response> => {
    const { locale } = context.var
    const texts = contactTexts(locale)
    const { fields } = messagesFor(locale)
    return showPage(service, context, {
      title: texts.registerTitle,
      area: 'contacts',
      status: refusal === null ? undefined : 422,
      content: () => (
        <form class="fields" method="post">
          <RefusalNote refusal={refusal} locale={locale} />
          <input type="hidden" name="id" value={form.text('id') ?? randomUUID()} />
          {personFields.map((name) => (
            <Field
              name={name}
              label={fields[name]}
              value={form.text(name)}
              required={name === 'lastName'}
              refusal={refusal}
              locale={locale}
            />
          ))}
          <Check name="private" label={fields.private} isOn={form.text('private') === 'true'} />
          <button class="main" type="submit">
            {texts.register}
          </button>
          <a href={`${service.base}/contacts`}>{officeTexts(locale).cancel}</a>
        </form>
      ),
    })
  }

/**
 * Adds a form that registers a contact. The form contains the new id, so that submitting it twice registers one
 * contact.
 */
export const addRegisterContact = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/contacts/new',
    show: show(service),
    commands: (form) => [
      {
        type: 'RegisterContact',
        data: {
          personId: required(form, 'id'),
          ...nullables(...personFields)(form),
          private: form.text('private') === 'true',
        },
      },
    ],
    next: (form) => contactPath(service, required(form, 'id')),
  })
