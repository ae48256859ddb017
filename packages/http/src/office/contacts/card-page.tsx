import { type ContactCard, messagesFor } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { App, RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { ChangedSince } from '../history/changed-since.js'
import { Downloads } from '../layout/downloads.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { Tabs } from '../layout/tabs.js'
import { MergedNote } from '../merging/merged-note.js'
import { momentOf, momentQuery, momentSuffix } from '../moment/moment.js'
import { MomentForm, PastNote } from '../moment/moment-fields.js'
import { fullName } from '../names.js'
import { addressOf, showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { contactCommands } from './commands.js'
import { mayAdminister } from './privacy/administer.js'
import { recordsOf } from './privacy/records.js'
import { contactPath, type TabProps } from './tab-props.js'
import { Files, Meetings, Notes, Tasks } from './tabs/activities.js'
import { Companies } from './tabs/companies.js'
import { Details } from './tabs/details.js'
import { Emails } from './tabs/emails.js'
import { History } from './tabs/history.js'
import { Marketing } from './tabs/marketing.js'
import { Privacy } from './tabs/privacy.js'
import { Traits } from './tabs/traits.js'
import { type ContactText, contactTexts } from './texts/contact-texts.js'

type TabName = Extract<
  ContactText,
  | 'details'
  | 'companies'
  | 'traits'
  | 'marketing'
  | 'tasks'
  | 'meetings'
  | 'notes'
  | 'files'
  | 'emails'
  | 'history'
  | 'privacy'
>

const tabs: { readonly [K in TabName]: (tabProps: TabProps) => Child } = {
  details: Details,
  companies: Companies,
  traits: Traits,
  marketing: Marketing,
  tasks: Tasks,
  meetings: Meetings,
  notes: Notes,
  files: Files,
  emails: Emails,
  history: History,
  privacy: Privacy,
}

const isTab = (name: string): name is TabName => Object.hasOwn(tabs, name)

const pageSize = 50

const hrefOf = ({ service, card, moment }: TabProps, name: string): string =>
  `${contactPath(service, card.personId, ...(name === 'details' ? [] : [name]))}${momentSuffix(moment)}`

const CardTabs = ({ tabProps, tab }: { readonly tabProps: TabProps; readonly tab: TabName }) => {
  const texts = contactTexts(tabProps.locale)
  const all = Object.keys(tabs).filter(isTab)
  return (
    <Tabs
      label={texts.tabs}
      tabs={all.map((name) => ({ href: hrefOf(tabProps, name), label: texts[name], isShown: name === tab }))}
    />
  )
}

/** The rows of the tabs with paging. */
const rowsOf = (card: ContactCard, tab: TabName): readonly unknown[] => {
  const { tasks, meetings, notes, files, emails } = card
  const rows: { readonly [K in TabName]?: readonly unknown[] } = { tasks, meetings, notes, files, emails: emails.rows }
  return rows[tab] ?? []
}

const Content = ({
  tabProps,
  tab,
  hasMore,
}: {
  readonly tabProps: TabProps
  readonly tab: TabName
  readonly hasMore: boolean
}) => {
  const { service, context, moment, card, formState, locale } = tabProps
  const offset = offsetIn(queryOf(context).text('offset'))
  const { headings } = messagesFor(locale)
  const atLeast = offset + rowsOf(card, tab).length + (hasMore ? 1 : 0)
  return (
    <>
      {card.private ? <p class="quiet">{headings.private}</p> : null}
      {card.mergedInto === null ? null : (
        <MergedNote service={service} context={context} kind="person" id={card.personId} name={fullName(card)} />
      )}
      {tabProps.person.erased === null ? null : <p class="wrong">{officeTexts(locale).wasErased}</p>}
      <CardTabs tabProps={tabProps} tab={tab} />
      {tab === 'history' ? null : <MomentForm moment={moment} locale={locale} />}
      <PastNote moment={moment} locale={locale} />
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <ChangedSince rows={formState.since} moment={moment} locale={locale} />
      {tabs[tab](tabProps)}
      {rowsOf(card, tab).length === 0 ? null : (
        <Pager address={addressOf(context)} offset={offset} limit={pageSize} total={{ atLeast }} locale={locale} />
      )}
      {tab === 'details' ? (
        <Downloads
          base={service.base}
          listing="contactCardSections"
          query={new URLSearchParams({ personId: card.personId, ...momentQuery(moment) })}
          locale={locale}
          asSheets
        />
      ) : null}
    </>
  )
}

/** Drops the extra row, which only shows that there are more. */
const withoutExtra = (card: ContactCard): ContactCard => ({
  ...card,
  tasks: card.tasks.slice(0, pageSize),
  meetings: card.meetings.slice(0, pageSize),
  notes: card.notes.slice(0, pageSize),
  files: card.files.slice(0, pageSize),
  emails: { ...card.emails, rows: card.emails.rows.slice(0, pageSize) },
})

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const personId = context.req.param('id') ?? ''
    const tab = context.req.param('tab') ?? 'details'
    const { by: viewer, locale } = context.var
    const moment = await momentOf(service, context)
    const offset = offsetIn(queryOf(context).text('offset'))
    const asking = { personId, viewer, locale, asOf: moment.asOf, offset, limit: pageSize + 1 }
    const card = moment.views.contactCard(asking)
    const person = moment.register.tables.persons.get(personId)
    if (card === null || person === undefined || !isTab(tab)) return showNothing(service, context)
    const isReceipt = tab === 'privacy' && person.erased !== null && mayAdminister(service, context)
    const inClear = isReceipt ? await service.crm.inClear(recordsOf(service.crm.register, personId)) : null
    const canChange = moment.isNow && card.mergedInto === null && person.erased === null
    const tabProps: TabProps = {
      ...{ service, context, moment, canChange, card: withoutExtra(card) },
      ...{ person, formState, locale, inClear },
    }
    return showPage(service, context, {
      title: fullName(card),
      area: 'contacts',
      status: formState.refusal === null ? undefined : 422,
      content: () => <Content tabProps={tabProps} tab={tab} hasMore={rowsOf(card, tab).length > pageSize} />,
    })
  }

/** Adds the card of a contact, with a page per tab. */
export const addContactCard = (app: App, service: Service): void => {
  for (const path of ['/contacts/:id', '/contacts/:id/:tab'])
    addFormPage(app, service, {
      path,
      show: show(service),
      about: (context) => ({ kind: 'contact', id: context.req.param('id') ?? '' }),
      commands: (form, context) => contactCommands(form, context.req.param('id') ?? ''),
      next: (_form, context) => new URL(context.req.url).pathname,
    })
}
