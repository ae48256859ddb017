import { isLeft } from 'fp-ts/lib/Either.js'
import type { Child } from 'hono/jsx'
import type { Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../acting/form.js'
import { Field } from '../layout/field.js'
import { addressOf } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { MembersTable, type ShownMember } from './members-table.js'
import { memberTexts } from './texts/member-texts.js'

type Props = {
  readonly service: Service
  readonly asked: Asked
  /** The page with the form. */
  readonly path: string
  /** Whether a customer is a member already, and therefore not offered. */
  readonly isMember: (customerId: string) => boolean
  /** The action on the selected customers: a button, possibly with more fields. */
  readonly children: Child
}

const mostFound = 50

// Hits that are members already are skipped: the maximum number of hits to read.
const mostRead = 1_000

const foundIn = ({ service, asked, isMember }: Props, text: string): readonly ShownMember[] => {
  const { by: viewer, locale } = asked.var
  const columns = ['customerId', 'number', 'name', 'group']
  const asOf = service.crm.today()
  const found = service.crm.views.customerList({ asOf, viewer, locale, columns, filter: { text }, limit: mostRead })
  if (isLeft(found)) return []
  return found.right
    .filter(({ customerId }) => !isMember(String(customerId)))
    .slice(0, mostFound + 1)
    .map(({ customerId, number, name, group }) => ({
      customerId: String(customerId),
      number: typeof number === 'number' ? number : null,
      name: String(name),
      customerGroup: String(group ?? ''),
      archived: false,
    }))
}

const Found = (props: Props & { readonly rows: readonly ShownMember[] }) => {
  const { service, asked, rows, children } = props
  const { locale } = asked.var
  const texts = memberTexts(locale)
  if (rows.length === 0) return <p>{officeTexts(locale).nothing}</p>
  return (
    <form method="post">
      <input type="hidden" name="back" value={addressOf(asked)} />
      <MembersTable
        rows={rows.slice(0, mostFound)}
        caption={texts.found}
        id="found-caption"
        isChoosable
        base={service.base}
        locale={locale}
      />
      {rows.length > mostFound ? <p class="quiet">{fill(texts.firstFound, { count: mostFound })}</p> : null}
      <div class="actions">{children}</div>
    </form>
  )
}

/** Finds customers by a text in the URL, and shows a form to select some of them, in its field `customerIds`. */
export const FindCustomers = (props: Props) => {
  const { asked, path } = props
  const { locale } = asked.var
  const texts = memberTexts(locale)
  const text = queryOf(asked).text('text')
  return (
    <section aria-labelledby="find-title">
      <h2 id="find-title">{texts.findTitle}</h2>
      <form class="filter" method="get" action={path}>
        <Field name="text" scope="find" label={texts.findText} value={text} refusal={null} locale={locale} />
        <button type="submit">{texts.find}</button>
      </form>
      {text === undefined ? null : <Found {...props} rows={foundIn(props, text)} />}
    </section>
  )
}
