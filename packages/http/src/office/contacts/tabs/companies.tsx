import { isLeft } from 'fp-ts/lib/Either.js'
import { fill } from '../../../texts/translated.js'
import { queryOf } from '../../actions/form.js'
import { CommandForm } from '../../forms/command-form.js'
import { Finder, type Hit } from '../../forms/finder.js'
import type { TabProps } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'

const maxHits = 25

const findCompanies = ({ card, moment, context }: TabProps, text: string | undefined): readonly Hit[] => {
  if (text === undefined) return []
  const { by: viewer, locale } = context.var
  const asking = { viewer, locale, columns: ['customerId', 'name'], filter: { text }, limit: maxHits }
  const found = moment.views.customerList(asking)
  if (isLeft(found)) return []
  const linked = new Set(card.companies.map(({ id }) => id))
  return found.right
    .map(({ customerId, name }) => ({ id: String(customerId), name: String(name) }))
    .filter(({ id }) => !linked.has(id))
}

/** The companies of the contact, with a search for others to link. */
export const Companies = (tabProps: TabProps) => {
  const { service, context, card, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const text = queryOf(context).text('company')
  const linkForm = (type: string, button: string, label: string, { id, name }: Hit) => (
    <CommandForm
      type={type}
      scope={`${type}-${id}`}
      hidden={{ customerId: id }}
      button={button}
      label={fill(label, { name })}
    />
  )
  return (
    <>
      {card.companies.length === 0 ? <p>{texts.noCompanies}</p> : null}
      <ul class="plain">
        {card.companies.map((company) => (
          <li class="actions">
            <a href={`${service.base}/customers/${encodeURIComponent(company.id)}`}>{company.name}</a>
            {canChange ? linkForm('UnlinkContactFromCompany', texts.unlink, texts.unlinkOf, company) : null}
          </li>
        ))}
      </ul>
      {canChange ? (
        <>
          <h2>{texts.linkAnother}</h2>
          <Finder
            name="company"
            label={texts.companyName}
            value={text}
            found={findCompanies(tabProps, text)}
            offer={(company) => linkForm('LinkContactToCompany', texts.link, texts.linkOf, company)}
            locale={locale}
          />
        </>
      ) : null}
    </>
  )
}
