import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import type { Moment } from '../moment/moment.js'
import { addressOf } from '../page.js'
import { MembersTable, type ShownMember } from './members-table.js'
import { memberTexts } from './texts/member-texts.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  /** The name of the group. */
  readonly name: string
  readonly rows: readonly ShownMember[]
  /** The actions on the selected members; only if they can be changed. */
  readonly children: Child
}

/** The members of a group, with checkboxes if the page shows the present. */
export const MembersForm = ({ service, context, moment, name, rows, children }: Props) => {
  const { locale } = context.var
  const texts = memberTexts(locale)
  if (rows.length === 0) return <p>{texts.noMembers}</p>
  return (
    <form method="post">
      <input type="hidden" name="back" value={addressOf(context)} />
      <MembersTable
        rows={rows}
        caption={fill(texts.membersOf, { name })}
        id="members-caption"
        isChoosable={moment.isNow}
        base={service.base}
        locale={locale}
      />
      {moment.isNow ? children : null}
    </form>
  )
}
