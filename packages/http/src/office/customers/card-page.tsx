import { messagesFor } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { App, RequestContext, Service } from '../../environment.js'
import { ChangedSince } from '../history/changed-since.js'
import { Downloads } from '../layout/downloads.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { Tabs } from '../layout/tabs.js'
import { MergedNote } from '../merging/merged-note.js'
import { momentOf, momentQuery, momentSuffix } from '../moment/moment.js'
import { MomentForm, PastNote } from '../moment/moment-fields.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { customerCommands } from './commands.js'
import { customerPath, type TabProps } from './tab-props.js'
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

const tabs: { readonly [K in TabName]: (tabProps: TabProps) => Child } = {
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

const hrefOf = ({ service, card, moment }: TabProps, name: string): string =>
  `${customerPath(service, card.customerId, ...(name === 'details' ? [] : [name]))}${momentSuffix(moment)}`

const CardTabs = ({ tabProps, tab }: { readonly tabProps: TabProps; readonly tab: TabName }) => {
  const texts = customerTexts(tabProps.locale)
  const all = Object.keys(tabs).filter(isTab)
  return (
    <Tabs
      label={texts.tabs}
      tabs={all.map((name) => ({ href: hrefOf(tabProps, name), label: texts[name], isShown: name === tab }))}
    />
  )
}

const Content = ({ tabProps, tab }: { readonly tabProps: TabProps; readonly tab: TabName }) => {
  const { service, context, moment, card, formState, locale } = tabProps
  const { headings } = messagesFor(locale)
  const listing = new URLSearchParams({ customerId: card.customerId, ...momentQuery(moment) })
  return (
    <>
      {card.mergedInto === null ? null : (
        <MergedNote service={service} context={context} kind="customer" id={card.customerId} name={card.name} />
      )}
      {card.archived && card.mergedInto === null ? <p class="wrong">{headings.archived}</p> : null}
      {card.private ? <p class="quiet">{headings.private}</p> : null}
      <CardTabs tabProps={tabProps} tab={tab} />
      {tab === 'history' ? null : <MomentForm moment={moment} locale={locale} />}
      <PastNote moment={moment} locale={locale} />
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <ChangedSince rows={formState.since} moment={moment} locale={locale} />
      {tabs[tab](tabProps)}
      {tab === 'history' ? null : (
        <Downloads base={service.base} listing="customerCardListing" query={listing} locale={locale} />
      )}
    </>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const customerId = context.req.param('id') ?? ''
    const tab = context.req.param('tab') ?? 'details'
    const { by: viewer, locale } = context.var
    const moment = await momentOf(service, context)
    const card = moment.views.customerCard({ customerId, viewer, locale, asOf: moment.asOf })
    if (card === null || !isTab(tab)) return showNothing(service, context)
    const canChange = moment.isNow && card.mergedInto === null
    const tabProps: TabProps = { service, context, moment, canChange, card, formState, locale }
    return showPage(service, context, {
      title: card.name,
      area: 'customers',
      status: formState.refusal === null ? undefined : 422,
      content: () => <Content tabProps={tabProps} tab={tab} />,
    })
  }

/** Adds the card of a customer, with a page per tab. */
export const addCustomerCard = (app: App, service: Service): void => {
  for (const path of ['/customers/:id', '/customers/:id/:tab'])
    addFormPage(app, service, {
      path,
      show: show(service),
      about: (context) => ({ kind: 'customer', id: context.req.param('id') ?? '' }),
      commands: (form, context) => customerCommands(form, context.req.param('id') ?? ''),
      next: (_form, context) => new URL(context.req.url).pathname,
    })
}
