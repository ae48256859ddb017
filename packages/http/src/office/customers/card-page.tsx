import { messagesFor } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import { createStreamEnds, revisionTag } from '../../answering/revision-tag.js'
import type { App, Asked, Service } from '../../environment.js'
import { queryOf } from '../acting/form.js'
import { Downloads } from '../layout/downloads.js'
import { Refused } from '../layout/refused.js'
import { Tabs } from '../layout/tabs.js'
import { type Moment, momentOf } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { showPage } from '../page.js'
import { addFormPage, type Filled } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { customerCommands } from './commands.js'
import { customerPath, type Shown } from './shown.js'
import { Billing } from './tabs/billing.js'
import { Contacts } from './tabs/contacts.js'
import { Details } from './tabs/details.js'
import { Groups } from './tabs/groups.js'
import { History } from './tabs/history.js'
import { Marketing } from './tabs/marketing.js'
import { Responsibilities } from './tabs/responsibilities.js'
import { Traits } from './tabs/traits.js'
import { type CustomerText, customerTexts } from './texts/customer-texts.js'

type TabName = Extract<
  CustomerText,
  'details' | 'groups' | 'responsibilities' | 'contacts' | 'traits' | 'billing' | 'marketing' | 'history'
>

const tabs: { readonly [K in TabName]: (shown: Shown) => Child } = {
  details: Details,
  groups: Groups,
  responsibilities: Responsibilities,
  contacts: Contacts,
  traits: Traits,
  billing: Billing,
  marketing: Marketing,
  history: History,
}

const isTab = (name: string): name is TabName => Object.hasOwn(tabs, name)

/** What of the address stays on other tabs: the moment. */
const momentQuery = (asked: Asked): string => {
  const query = new URLSearchParams()
  for (const name of ['asOf', 'knownAt']) {
    const value = queryOf(asked).text(name)
    if (value !== undefined) query.set(name, value)
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}

const hrefOf = ({ service, card, asked }: Shown, name: string): string =>
  `${customerPath(service, card.customerId, ...(name === 'details' ? [] : [name]))}${momentQuery(asked)}`

const CardTabs = ({ shown, tab }: { readonly shown: Shown; readonly tab: TabName }) => {
  const texts = customerTexts(shown.locale)
  const all = Object.keys(tabs).filter(isTab)
  return (
    <Tabs
      label={texts.tabs}
      tabs={all.map((name) => ({ href: hrefOf(shown, name), label: texts[name], isShown: name === tab }))}
    />
  )
}

const MomentForm = ({ moment, locale }: { readonly moment: Moment; readonly locale: Shown['locale'] }) => (
  <form class="filter" method="get">
    <MomentFields moment={moment} locale={locale} />
    <button type="submit">{officeTexts(locale).show}</button>
  </form>
)

const Content = ({ shown, tab }: { readonly shown: Shown; readonly tab: TabName }) => {
  const { service, moment, card, filled, locale } = shown
  const { headings } = messagesFor(locale)
  const listing = new URLSearchParams({ customerId: card.customerId, asOf: moment.asOf })
  if (moment.knownAt !== null) listing.set('knownAt', moment.knownAt)
  return (
    <>
      {card.archived ? <p class="wrong">{headings.archived}</p> : null}
      {card.private ? <p class="quiet">{headings.private}</p> : null}
      <CardTabs shown={shown} tab={tab} />
      <MomentForm moment={moment} locale={locale} />
      <PastNote moment={moment} locale={locale} />
      <Refused refusal={filled.refusal} locale={locale} />
      {tabs[tab](shown)}
      {tab === 'history' ? null : (
        <Downloads base={service.base} listing="customerCardListing" query={listing} locale={locale} />
      )}
    </>
  )
}

type Ends = ReturnType<typeof createStreamEnds>

/** The revision tag of a customer, read before the card is, so that the card shows at least what the tag stands for. */
const tagOf = async ({ crm }: Service, ends: Ends, customerId: string): Promise<string> => {
  const stream = `customer-${customerId}`
  const end = await ends(stream)
  if (end === null) return ''
  await crm.caughtUp(end, { timeout: 10_000 })
  return revisionTag(stream, end.revision)
}

const show =
  (service: Service, ends: Ends) =>
  async (asked: Asked, filled: Filled): Promise<Response> => {
    const customerId = asked.req.param('id') ?? ''
    const tab = asked.req.param('tab') ?? 'details'
    const { by: viewer, locale } = asked.var
    const tag = await tagOf(service, ends, customerId)
    const moment = await momentOf(service, asked)
    const card = moment.views.customerCard({ customerId, viewer, locale, asOf: moment.asOf })
    if (card === null || !isTab(tab)) return showNothing(service, asked)
    const shown: Shown = { service, asked, moment, card, filled, locale, tag }
    return showPage(service, asked, {
      title: card.name,
      area: 'customers',
      status: filled.refusal === null ? undefined : 422,
      content: () => <Content shown={shown} tab={tab} />,
    })
  }

/** The card of a customer, a page for each tab. */
export const addCustomerCard = (app: App, service: Service): void => {
  const shows = show(service, createStreamEnds(service.crm.store))
  for (const path of ['/customers/:id', '/customers/:id/:tab'])
    addFormPage(app, service, {
      path,
      show: shows,
      commands: (form, asked) => customerCommands(form, asked.req.param('id') ?? ''),
      next: (_form, asked) => new URL(asked.req.url).pathname,
    })
}
