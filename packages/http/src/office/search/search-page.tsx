import type { Locale } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../actions/form.js'
import { showPage } from '../page.js'
import { addPage } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { type MergedHit, mergedFor } from './merged.js'

const maxPerKind = 25

type Hit = { readonly href: string; readonly name: string; readonly employeeId?: string }

const customersFor = (
  { crm, base }: Service,
  { var: { by: viewer, locale } }: RequestContext,
  text: string,
): readonly Hit[] => {
  const found = crm.views.customerList({ asOf: crm.today(), viewer, locale, filter: { text }, limit: maxPerKind })
  if (isLeft(found)) return []
  return found.right.map(({ customerId, name }) => ({
    href: `${base}/customers/${encodeURIComponent(String(customerId))}`,
    name: String(name),
  }))
}

const contactsFor = (
  { crm, base }: Service,
  { var: { by: viewer, locale } }: RequestContext,
  text: string,
): readonly Hit[] =>
  crm.views.contactSearch({ viewer, locale, text, limit: maxPerKind }).map(({ personId, firstName, lastName }) => ({
    href: `${base}/contacts/${encodeURIComponent(personId)}`,
    name: [firstName, lastName].filter((part) => part !== null).join(' '),
  }))

const employeesFor = ({ crm, base }: Service, text: string): readonly Hit[] => {
  const wanted = text.toLocaleLowerCase()
  return [...crm.register.tables.employees.rows()]
    .filter(({ employeeId, name }) => `${name}\n${employeeId}`.toLocaleLowerCase().includes(wanted))
    .slice(0, maxPerKind)
    .map(({ employeeId, name }) => ({
      href: `${base}/settings/employees/${encodeURIComponent(employeeId)}`,
      name,
      employeeId,
    }))
}

type HitsProps = {
  readonly title: string
  readonly hits: readonly Hit[]
  readonly merged?: readonly MergedHit[]
  readonly base: string
  readonly locale: Locale
}

const Assignments = ({ hit, base, locale }: { readonly hit: Hit } & Pick<HitsProps, 'base' | 'locale'>) =>
  hit.employeeId === undefined ? null : (
    <>
      {' – '}
      <a
        href={`${base}/persons-in-charge?employeeId=${encodeURIComponent(hit.employeeId)}`}
        aria-label={`${officeTexts(locale).personsInCharge}: ${hit.name}`}
      >
        {officeTexts(locale).personsInCharge}
      </a>
    </>
  )

const Hits = ({ title, hits, merged = [], base, locale }: HitsProps) =>
  hits.length + merged.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul>
        {hits.map((hit) => (
          <li>
            <a href={hit.href}>{hit.name}</a>
            <Assignments hit={hit} base={base} locale={locale} />
          </li>
        ))}
        {merged.map(({ name, survivor }) => (
          <li>
            {fill(officeTexts(locale).wasMerged, { name })} <a href={survivor.href}>{survivor.name}</a>
          </li>
        ))}
      </ul>
    </section>
  )

const nothingFound = { customers: [], contacts: [], employees: [], mergedCustomers: [], mergedContacts: [] }

const foundFor = (service: Service, context: RequestContext, text: string) => ({
  customers: customersFor(service, context, text),
  contacts: contactsFor(service, context, text),
  employees: employeesFor(service, text),
  mergedCustomers: mergedFor(service, context, 'customer', text).slice(0, maxPerKind),
  mergedContacts: mergedFor(service, context, 'person', text).slice(0, maxPerKind),
})

/** Adds the search for customers, contacts and employees by name; merged ones link to their survivors. */
export const addSearch = (app: App, service: Service): void =>
  addPage(app, service, '/search', (context) => {
    const { locale } = context.var
    const { base } = service
    const texts = officeTexts(locale)
    const text = queryOf(context).text('text') ?? ''
    const found = text === '' ? nothingFound : foundFor(service, context, text)
    const isNothing = Object.values(found).every((hits) => hits.length === 0)
    const { customers, contacts, employees, mergedCustomers, mergedContacts } = found
    return showPage(service, context, {
      title: texts.results,
      area: null,
      search: text,
      content: () => (
        <>
          {isNothing ? <p>{texts.nothing}</p> : null}
          <Hits title={texts.customers} hits={customers} merged={mergedCustomers} base={base} locale={locale} />
          <Hits title={texts.contacts} hits={contacts} merged={mergedContacts} base={base} locale={locale} />
          <Hits title={texts.employees} hits={employees} base={base} locale={locale} />
        </>
      ),
    })
  })
