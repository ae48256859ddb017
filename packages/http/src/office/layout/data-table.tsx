import type { Child } from 'hono/jsx'

/** The selection of rows by checkboxes in a field of the surrounding form. */
export type RowSelection = {
  readonly name: string
  /** The checkbox of each row, in order: its value and label. */
  readonly rows: readonly { readonly value: string; readonly label: string }[]
  /** The label of the checkbox that selects all, which needs scripts. */
  readonly all: string
  /** The address that selects all without scripts. */
  readonly allAddress: string
  readonly isAllChosen: boolean
}

type Props = {
  /** Unique on the page. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Child[])[]
  /** The text if there are no rows. */
  readonly empty: string
  readonly choosing?: RowSelection | undefined
}

const SelectAllBox = ({ name, all, allAddress, isAllChosen }: RowSelection) => (
  <th scope="col">
    <input type="checkbox" data-all={name} aria-label={all} checked={isAllChosen} />
    <noscript>
      <a href={allAddress}>{all}</a>
    </noscript>
  </th>
)

const SelectBox = ({
  choosing: { name, rows, isAllChosen },
  at,
}: {
  readonly choosing: RowSelection
  readonly at: number
}) => (
  <td>
    <input type="checkbox" name={name} value={rows[at]?.value} aria-label={rows[at]?.label} checked={isAllChosen} />
  </td>
)

/** Whether a cell is only a day or a time: it is not wrapped. */
const isTime = (cell: Child): boolean => typeof cell === 'string' && /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/.test(cell)

/** A table whose first cells are row headers; it scrolls if it is too wide. */
export const DataTable = ({ id, caption, columns, rows, empty, choosing }: Props) =>
  rows.length === 0 ? (
    <p>{empty}</p>
  ) : (
    <section class="scroll" tabindex={0} aria-labelledby={`${id}-caption`}>
      <table>
        <caption id={`${id}-caption`}>{caption}</caption>
        <thead>
          <tr>
            {choosing === undefined ? null : <SelectAllBox {...choosing} />}
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], at) => (
            <tr>
              {choosing === undefined ? null : <SelectBox choosing={choosing} at={at} />}
              <th scope="row">{first}</th>
              {others.map((cell) => (
                <td class={isTime(cell) ? 'whole' : undefined}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
