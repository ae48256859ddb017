import { fill } from '../../../texts/translated.js'
import { queryOf } from '../../actions/form.js'
import { CommandForm } from '../../forms/command-form.js'
import { Finder, type Hit } from '../../forms/finder.js'
import { fullName } from '../../names.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

const maxHits = 25

const findContacts = ({ card, moment, context }: TabProps, text: string | undefined): readonly Hit[] => {
  if (text === undefined) return []
  const { by: viewer, locale } = context.var
  const linked = new Set(card.contacts.map(({ id }) => id))
  return moment.views
    .contactSearch({ viewer, locale, text, limit: maxHits })
    .filter(({ personId }) => !linked.has(personId))
    .map((row) => ({ id: row.personId, name: fullName(row) }))
}

const LinkForm = ({ tabProps, person }: { readonly tabProps: TabProps; readonly person: Hit }) => {
  const texts = customerTexts(tabProps.locale)
  return (
    <CommandForm
      type="LinkContactToCompany"
      scope={`LinkContactToCompany-${person.id}`}
      hidden={{ personId: person.id }}
      button={texts.link}
      label={fill(texts.linkOf, { name: person.name })}
    />
  )
}

const UnlinkForm = ({ tabProps, person }: { readonly tabProps: TabProps; readonly person: Hit }) => {
  const { card, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  if (!canChange || person.id === card.personId) return null
  return (
    <CommandForm
      type="UnlinkContactFromCompany"
      scope={`UnlinkContactFromCompany-${person.id}`}
      hidden={{ personId: person.id }}
      button={texts.unlink}
      label={fill(texts.unlinkOf, { name: person.name })}
    />
  )
}

/** The contacts of the customer, with a search for others to link. */
export const Contacts = (tabProps: TabProps) => {
  const { service, context, card, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const text = queryOf(context).text('contact')
  return (
    <>
      {card.contacts.length === 0 ? <p>{texts.noContacts}</p> : null}
      <ul class="plain">
        {card.contacts.map((person) => (
          <li class="actions">
            <a href={`${service.base}/contacts/${encodeURIComponent(person.id)}`}>{person.name}</a>
            <UnlinkForm tabProps={tabProps} person={person} />
          </li>
        ))}
      </ul>
      {canChange ? (
        <>
          <h2>{texts.linkAnother}</h2>
          <Finder
            name="contact"
            label={texts.lastName}
            value={text}
            found={findContacts(tabProps, text)}
            offer={(person) => <LinkForm tabProps={tabProps} person={person} />}
            locale={locale}
          />
        </>
      ) : null}
    </>
  )
}
