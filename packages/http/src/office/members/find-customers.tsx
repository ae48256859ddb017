import { isLeft } from 'fp-ts/lib/Either.js'
import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../actions/form.js'
import { Field } from '../layout/field.js'
import { addressOf } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { MembersTable, type ShownMember } from './members-table.js'
import { memberTexts } from './texts/member-texts.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  /** The page with the form. */
  readonly path: string
  /** Whether a customer is a member already, and therefore not offered. */
  readonly isMember: (customerId: string) => boolean
  /** The action on the selected customers: a button, possibly with more fields. */
  readonly children: Child
}

const maxHits = 50

// Hits that are members already are skipped: the maximum number of hits to read.
const maxRead = 1_000

const findIn = ({ service, context, isMember }: Props, text: string): readonly ShownMember[] => {
  const { by: viewer, locale } = context.var
  const columns = ['customerId', 'number', 'name', 'group']
  const asOf = service.crm.today()
  const found = service.crm.views.customerList({ asOf, viewer, locale, columns, filter: { text }, limit: maxRead })
  if (isLeft(found)) return []
  return found.right
    .filter(({ customerId }) => !isMember(String(customerId)))
    .slice(0, maxHits + 1)
    .map(({ customerId, number, name, group }) => ({
      customerId: String(customerId),
      number: typeof number === 'number' ? number : null,
      name: String(name),
      customerGroup: String(group ?? ''),
      archived: false,
    }))
}

const Hits = (props: Props & { readonly rows: readonly ShownMember[] }) => {
  const { service, context, rows, children } = props
  const { locale } = context.var
  const texts = memberTexts(locale)
  if (rows.length === 0) return <p>{officeTexts(locale).nothing}</p>
  return (
    <form method="post">
      <input type="hidden" name="back" value={addressOf(context)} />
      <MembersTable
        rows={rows.slice(0, maxHits)}
        caption={texts.found}
        id="found-caption"
        isChoosable
        base={service.base}
        locale={locale}
      />
      {rows.length > maxHits ? <p class="quiet">{fill(texts.firstFound, { count: maxHits })}</p> : null}
      <div class="actions">{children}</div>
    </form>
  )
}

/** Finds customers by a text in the URL, and shows a form to select some of them, in its field `customerIds`. */
export const FindCustomers = (props: Props) => {
  const { context, path } = props
  const { locale } = context.var
  const texts = memberTexts(locale)
  const text = queryOf(context).text('text')
  return (
    <section aria-labelledby="find-title">
      <h2 id="find-title">{texts.findTitle}</h2>
      <form class="filter" method="get" action={path}>
        <Field name="text" scope="find" label={texts.findText} value={text} refusal={null} locale={locale} />
        <button type="submit">{texts.find}</button>
      </form>
      {text === undefined ? null : <Hits {...props} rows={findIn(props, text)} />}
    </section>
  )
}
