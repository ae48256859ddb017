import { messagesFor } from '@clientele/projections'
import type { App, RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { orNull } from '../forms/form-readers.js'
import { Field } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { customerPath } from './tab-props.js'
import { customerTexts } from './texts/customer-texts.js'

const idOf = (context: RequestContext): string => context.req.param('id') ?? ''

const show =
  (service: Service) =>
  async (context: RequestContext, { form, refusal }: FormState): Promise<Response> => {
    const { by: viewer, locale } = context.var
    const card = service.crm.views.customerCard({ customerId: idOf(context), viewer, locale })
    if (card === null) return showNothing(service, context)
    const texts = customerTexts(locale)
    return showPage(service, context, {
      title: fill(texts.removeTitle, { name: card.name }),
      area: 'customers',
      status: refusal === null ? undefined : 422,
      content: () => (
        <form class="fields" method="post">
          <RefusalNote refusal={refusal} locale={locale} />
          <p>{texts.removeMeans}</p>
          <Field
            name="reason"
            label={messagesFor(locale).fields.reason}
            value={form.text('reason')}
            refusal={refusal}
            locale={locale}
          />
          <button class="main" type="submit">
            {texts.remove}
          </button>
          <a href={customerPath(service, card.customerId)}>{officeTexts(locale).cancel}</a>
        </form>
      ),
    })
  }

/** Adds a page that asks for confirmation before a customer is deleted. */
export const addDeleteCustomer = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/customers/:id/delete',
    show: show(service),
    commands: (form, context) => [
      { type: 'DeleteCustomer', data: { customerId: idOf(context), reason: orNull(form, 'reason') } },
    ],
    next: () => `${service.base}/customers`,
  })
