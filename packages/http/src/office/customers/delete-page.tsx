import { messagesFor } from '@clientele/projections'
import type { App, Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { orNull } from '../forms/reads.js'
import { Field } from '../layout/field.js'
import { Refused } from '../layout/refused.js'
import { showPage } from '../page.js'
import { addFormPage, type Filled } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { customerPath } from './shown.js'
import { customerTexts } from './texts/customer-texts.js'

const idOf = (asked: Asked): string => asked.req.param('id') ?? ''

const show =
  (service: Service) =>
  async (asked: Asked, { form, refusal }: Filled): Promise<Response> => {
    const { by: viewer, locale } = asked.var
    const card = service.crm.views.customerCard({ customerId: idOf(asked), viewer, locale })
    if (card === null) return showNothing(service, asked)
    const texts = customerTexts(locale)
    return showPage(service, asked, {
      title: fill(texts.removeTitle, { name: card.name }),
      area: 'customers',
      status: refusal === null ? undefined : 422,
      content: () => (
        <form class="fields" method="post">
          <Refused refusal={refusal} locale={locale} />
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
    commands: (form, asked) => [
      { type: 'DeleteCustomer', data: { customerId: idOf(asked), reason: orNull(form, 'reason') } },
    ],
    next: () => `${service.base}/customers`,
  })
