import type { Child } from 'hono/jsx'

type Props = {
  /** Unique on the page. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Child[])[]
  /** What is said where there are no rows. */
  readonly empty: string
}

/** A table whose first cells name the rows; it scrolls by itself where it is too wide. */
export const DataTable = ({ id, caption, columns, rows, empty }: Props) =>
  rows.length === 0 ? (
    <p>{empty}</p>
  ) : (
    <section class="scroll" tabindex={0} aria-labelledby={`${id}-caption`}>
      <table>
        <caption id={`${id}-caption`}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others]) => (
            <tr>
              <th scope="row">{first}</th>
              {others.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
