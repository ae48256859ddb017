import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import {
  employeesOn,
  groupChoices,
  orNone,
  roleChoices,
  salespersonChoices,
  specialGroupChoices,
} from '../forms/choices.js'
import { withoutGroup } from '../forms/group-filter.js'
import { Check, type Choice, Field, Select } from '../layout/field.js'
import type { Moment } from '../moment/moment.js'
import { MomentFields } from '../moment/moment-fields.js'
import { officeTexts } from '../texts/office-texts.js'
import { matrixTexts } from './texts/matrix-texts.js'

type Props = { readonly service: Service; readonly context: RequestContext; readonly moment: Moment }

const groupsAndNone = (props: Props): readonly Choice[] => {
  const texts = matrixTexts(props.context.var.locale)
  return orNone(texts.allGroups, [{ value: withoutGroup, label: texts.noGroup }, ...groupChoices(props)])
}

const teamChoices = ({ moment }: Props): readonly Choice[] =>
  [...new Set(employeesOn(moment).flatMap(({ teams }) => teams))].sort().map((team) => ({ value: team, label: team }))

/** The filters of the matrix, which are in the URL. */
export const MatrixFilters = (props: Props) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = matrixTexts(locale)
  const query = queryOf(context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  return (
    <form class="filter" method="get" action={`${service.base}/`}>
      <Select {...field('groupIds')} label={texts.group} choices={groupsAndNone(props)} />
      <Check name="includeSubgroups" label={texts.includeSubgroups} isOn={query.text('includeSubgroups') === 'true'} />
      <Select
        {...field('specialGroupIds')}
        label={texts.specialGroup}
        choices={orNone(texts.anySpecialGroup, specialGroupChoices(props))}
      />
      <Select
        {...field('salespersonId')}
        label={texts.salesperson}
        choices={orNone(texts.anybody, salespersonChoices(props))}
      />
      <Select {...field('teamId')} label={texts.team} choices={orNone(texts.anyTeam, teamChoices(props))} />
      <Select {...field('roleId')} label={texts.role} choices={orNone(texts.anyRole, roleChoices(props))} />
      <Field {...field('text')} label={texts.text} />
      <Check name="showProjects" label={texts.showProjects} isOn={query.text('showProjects') === 'true'} />
      <label class="check">
        <input type="checkbox" name="mode" value="byRole" checked={query.text('mode') === 'byRole'} />
        {texts.byRole}
      </label>
      <MomentFields moment={moment} locale={locale} />
      <button class="main" type="submit">
        {officeTexts(locale).show}
      </button>
    </form>
  )
}
