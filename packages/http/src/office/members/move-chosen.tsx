import type { Locale } from '@clientele/projections'
import type { Service } from '../../environment.js'
import type { Form } from '../actions/form.js'
import { withoutGroup } from '../forms/group-filter.js'
import { type Choice, Select } from '../layout/field.js'
import type { FormState } from '../pages.js'
import { memberTexts } from './texts/member-texts.js'

type Props = {
  readonly choices: readonly Choice[]
  readonly formState: FormState
  readonly locale: Locale
  /** Whether the selected customers stay in their groups. */
  readonly isAdding?: boolean | undefined
}

/** The field for the group to which the selected customers of the surrounding form are moved. */
export const MoveSelected = ({ choices, formState, locale, isAdding = false }: Props) => {
  const texts = memberTexts(locale)
  return (
    <div class="actions">
      <Select
        name="toGroupId"
        label={isAdding ? texts.addTo : texts.moveTo}
        choices={choices}
        value={formState.form.text('toGroupId')}
        refusal={null}
        locale={locale}
      />
      <button type="submit" name="do" value="moveMembers">
        {isAdding ? texts.add : texts.move}
      </button>
    </div>
  )
}

/** Whether a customer may be in several groups at once. */
export const allowsSeveralGroups = ({ crm }: Service): boolean =>
  crm.register.settings.policies.groupMembership === 'multiple'

/** The target group in the form; `null` for none. */
export const moveTarget = (form: Form): string | null => {
  const to = form.text('toGroupId') ?? ''
  return to === withoutGroup ? null : to
}

type Move = { readonly from: string | null; readonly to: string | null }

const moveEach = ({ crm }: Service, customerIds: readonly string[], { from, to }: Move): readonly unknown[] =>
  customerIds.map((customerId) => {
    const known = crm.register.tables.customers.get(customerId)?.groupIds ?? []
    const left = known.filter((groupId) => groupId !== from && groupId !== to)
    return { type: 'SetCustomerGroups', data: { customerId, groupIds: to === null ? left : [...left, to] } }
  })

/**
 * The commands that move the selected customers; if a customer may be in several groups, each leaves and joins
 * separately.
 */
export const moveCommands = (service: Service, form: Form, move: Move): readonly unknown[] => {
  const customerIds = form.texts('customerIds')
  if (customerIds.length === 0) return []
  return allowsSeveralGroups(service)
    ? moveEach(service, customerIds, move)
    : [{ type: 'MoveCustomersToGroup', data: { customerIds, groupId: move.to } }]
}
