import { messagesFor } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import { createRevisionTags } from '../../answering/revision-tag.js'
import type { App, Asked, Service } from '../../environment.js'
import { ChangedSince, changedSince } from '../history/changed-since.js'
import { Downloads } from '../layout/downloads.js'
import { Refused } from '../layout/refused.js'
import { Tabs } from '../layout/tabs.js'
import { MergedNote } from '../merging/merged-note.js'
import { momentOf, momentQuery, momentSuffix } from '../moment/moment.js'
import { MomentForm, PastNote } from '../moment/moment-fields.js'
import { showPage } from '../page.js'
import { addFormPage, type Filled } from '../pages.js'
import { showNothing } from '../problem-page.js'
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

const hrefOf = ({ service, card, moment }: Shown, name: string): string =>
  `${customerPath(service, card.customerId, ...(name === 'details' ? [] : [name]))}${momentSuffix(moment)}`

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

const Content = ({ shown, tab }: { readonly shown: Shown; readonly tab: TabName }) => {
  const { service, asked, moment, card, filled, locale } = shown
  const { headings } = messagesFor(locale)
  const listing = new URLSearchParams({ customerId: card.customerId, ...momentQuery(moment) })
  return (
    <>
      {card.mergedInto === null ? null : (
        <MergedNote service={service} asked={asked} kind="customer" id={card.customerId} name={card.name} />
      )}
      {card.archived && card.mergedInto === null ? <p class="wrong">{headings.archived}</p> : null}
      {card.private ? <p class="quiet">{headings.private}</p> : null}
      <CardTabs shown={shown} tab={tab} />
      {tab === 'history' ? null : <MomentForm moment={moment} locale={locale} />}
      <PastNote moment={moment} locale={locale} />
      <Refused refusal={filled.refusal} locale={locale} />
      <ChangedSince rows={shown.since} moment={moment} locale={locale} />
      {tabs[tab](shown)}
      {tab === 'history' ? null : (
        <Downloads base={service.base} listing="customerCardListing" query={listing} locale={locale} />
      )}
    </>
  )
}

type Tags = ReturnType<typeof createRevisionTags>

const show =
  (service: Service, tags: Tags) =>
  async (asked: Asked, filled: Filled): Promise<Response> => {
    const customerId = asked.req.param('id') ?? ''
    const tab = asked.req.param('tab') ?? 'details'
    const { by: viewer, locale } = asked.var
    const tag = (await tags(`customer-${customerId}`)) ?? ''
    const moment = await momentOf(service, asked)
    const card = moment.views.customerCard({ customerId, viewer, locale, asOf: moment.asOf })
    if (card === null || !isTab(tab)) return showNothing(service, asked)
    const canChange = moment.isNow && card.mergedInto === null
    const since = await changedSince(service, asked, { kind: 'customer', id: customerId }, filled)
    const shown: Shown = { service, asked, moment, canChange, card, filled, locale, tag, since }
    return showPage(service, asked, {
      title: card.name,
      area: 'customers',
      status: filled.refusal === null ? undefined : 422,
      content: () => <Content shown={shown} tab={tab} />,
    })
  }

/** Adds the card of a customer, with a page per tab. */
export const addCustomerCard = (app: App, service: Service): void => {
  const shows = show(service, createRevisionTags(service.crm))
  for (const path of ['/customers/:id', '/customers/:id/:tab'])
    addFormPage(app, service, {
      path,
      show: shows,
      commands: (form, asked) => customerCommands(form, asked.req.param('id') ?? ''),
      next: (_form, asked) => new URL(asked.req.url).pathname,
    })
}
