import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, Asked, Service } from '../../environment.js'
import { queryOf } from '../acting/form.js'
import { showPage } from '../page.js'
import { addPage } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'

const mostOfEach = 25

type Hit = { readonly href: string; readonly name: string }

const customersFor = ({ crm, base }: Service, { var: { by: viewer, locale } }: Asked, text: string): readonly Hit[] => {
  const found = crm.views.customerList({ asOf: crm.today(), viewer, locale, filter: { text }, limit: mostOfEach })
  if (isLeft(found)) return []
  return found.right.map(({ customerId, name }) => ({
    href: `${base}/customers/${encodeURIComponent(String(customerId))}`,
    name: String(name),
  }))
}

const contactsFor = ({ crm, base }: Service, { var: { by: viewer, locale } }: Asked, text: string): readonly Hit[] =>
  crm.views.contactSearch({ viewer, locale, text, limit: mostOfEach }).map(({ personId, firstName, lastName }) => ({
    href: `${base}/contacts/${encodeURIComponent(personId)}`,
    name: [firstName, lastName].filter((part) => part !== null).join(' '),
  }))

const Hits = ({ title, hits }: { readonly title: string; readonly hits: readonly Hit[] }) =>
  hits.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul>
        {hits.map(({ href, name }) => (
          <li>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  )

/** Customers and contacts by name, as links. */
export const addSearch = (app: App, service: Service): void =>
  addPage(app, service, '/search', (asked) => {
    const texts = officeTexts(asked.var.locale)
    const text = queryOf(asked).text('text') ?? ''
    const [customers, contacts] =
      text === '' ? [[], []] : [customersFor(service, asked, text), contactsFor(service, asked, text)]
    return showPage(service, asked, {
      title: texts.results,
      area: null,
      search: text,
      content: () => (
        <>
          {customers.length + contacts.length === 0 ? <p>{texts.nothing}</p> : null}
          <Hits title={texts.customers} hits={customers} />
          <Hits title={texts.contacts} hits={contacts} />
        </>
      ),
    })
  })
