import { messagesFor } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { groupChoices, orNone, specialGroupChoices } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Select } from '../../layout/field.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

type Named = TabProps['card']['groups'][number]

type MembersProps = {
  readonly tabProps: TabProps
  readonly groups: readonly Named[]
  readonly path: string
  /** The command that removes the customer from a group, and its field; `null` if that is not offered. */
  readonly leave: readonly [type: string, field: string] | null
}

const Members = ({ tabProps, groups, path, leave }: MembersProps) => {
  const { service, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  if (groups.length === 0) return <p>{texts.inNone}</p>
  return (
    <ul class="plain">
      {groups.map(({ id, name }) => (
        <li class="actions">
          <a href={`${service.base}/${path}/${encodeURIComponent(id)}`}>{name}</a>
          {leave === null || !canChange ? null : (
            <CommandForm
              type={leave[0]}
              scope={`${leave[0]}-${id}`}
              hidden={{ [leave[1]]: id }}
              button={texts.leave}
              label={fill(texts.leaveGroup, { group: name })}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

const Move = (tabProps: TabProps) => {
  const { card, moment, locale } = tabProps
  const texts = customerTexts(locale)
  const isMany = moment.register.settings.policies.groupMembership === 'multiple'
  const type = isMany ? 'AddCustomerToGroup' : 'MoveCustomerToGroup'
  const choices = groupChoices(tabProps)
  return (
    <CommandForm type={type} button={isMany ? texts.addToGroup : texts.moveToGroup}>
      <Select
        {...fieldsOf(tabProps, type)('groupId', isMany ? null : card.group?.id)}
        label={messagesFor(locale).headings.group}
        choices={isMany ? choices : orNone(texts.noGroup, choices)}
      />
    </CommandForm>
  )
}

const AddSpecial = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const has = new Set(card.specialGroups.map(({ id }) => id))
  const choices = specialGroupChoices(tabProps).filter(({ value }) => !has.has(value))
  if (choices.length === 0) return null
  const type = 'AddCustomerToSpecialGroup'
  return (
    <CommandForm type={type} button={customerTexts(locale).addToSpecialGroup}>
      <Select
        {...fieldsOf(tabProps, type)('specialGroupId')}
        label={messagesFor(locale).headings.specialGroup}
        choices={choices}
      />
    </CommandForm>
  )
}

/** The groups of the customer, with forms to change them. */
export const Groups = (tabProps: TabProps) => {
  const { card, moment, canChange, locale } = tabProps
  const { headings } = messagesFor(locale)
  const isMany = moment.register.settings.policies.groupMembership === 'multiple'
  return (
    <>
      <h2>{headings.customerGroup}</h2>
      <Members
        tabProps={tabProps}
        groups={card.groups}
        path="groups"
        leave={isMany ? ['RemoveCustomerFromGroup', 'groupId'] : null}
      />
      {canChange && !card.archived ? <Move {...tabProps} /> : null}
      <h2>{headings.specialGroups}</h2>
      <Members
        tabProps={tabProps}
        groups={card.specialGroups}
        path="special-groups"
        leave={['RemoveCustomerFromSpecialGroup', 'specialGroupId']}
      />
      {canChange && !card.archived ? <AddSpecial {...tabProps} /> : null}
    </>
  )
}
