import type { Locale, MemberRow } from '@clientele/projections'
import { fill } from '../../texts/translated.js'
import { memberTexts } from './texts/member-texts.js'

/** A customer in a list with checkboxes. */
export type ShownMember = Omit<MemberRow, 'groupIds'>

type Props = {
  readonly rows: readonly ShownMember[]
  readonly caption: string
  /** The id of the caption, unique on the page. */
  readonly id: string
  /** Whether rows have a checkbox, in the field `customerIds` of the surrounding form. */
  readonly isChoosable: boolean
  readonly base: string
  readonly locale: Locale
}

type RowProps = Omit<Props, 'rows' | 'caption' | 'id'> & { readonly row: ShownMember }

const Row = ({ row, isChoosable, base, locale }: RowProps) => {
  const texts = memberTexts(locale)
  return (
    <tr>
      {isChoosable ? (
        <td>
          <input
            type="checkbox"
            name="customerIds"
            value={row.customerId}
            aria-label={fill(texts.choose, { name: row.name })}
          />
        </td>
      ) : null}
      <td>{row.number ?? ''}</td>
      <th scope="row">
        <a href={`${base}/customers/${encodeURIComponent(row.customerId)}`}>{row.name}</a>
        {row.archived ? <span class="quiet"> ({texts.archived})</span> : null}
      </th>
      <td>{row.customerGroup}</td>
    </tr>
  )
}

/** A table of customers with links to their cards and checkboxes. */
export const MembersTable = ({ rows, caption, id, ...props }: Props) => {
  const texts = memberTexts(props.locale)
  return (
    <section class="scroll" tabindex={0} aria-labelledby={id}>
      <table>
        <caption id={id}>{caption}</caption>
        <thead>
          <tr>
            {props.isChoosable ? (
              <th scope="col">
                <input type="checkbox" data-all="customerIds" aria-label={texts.chooseAll} />
              </th>
            ) : null}
            <th scope="col">{texts.number}</th>
            <th scope="col">{texts.customer}</th>
            <th scope="col">{texts.group}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row row={row} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
