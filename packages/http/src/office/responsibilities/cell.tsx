import type { MatrixCell, MatrixColumn, MatrixRow } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import { fill } from '../../texts/translated.js'
import type { CellContext } from './cell-context.js'
import { matrixTexts } from './texts/matrix-texts.js'

type Props = {
  readonly row: MatrixRow
  readonly column: MatrixColumn
  readonly cell: MatrixCell
  readonly cellContext: CellContext
}

// A page has more than a thousand cells, so the value of a button is short.
const cellValue = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/')

/** The parts of the value of a cell's button: kind and id of the subject, the employee, and `true`, `false` or a role. */
export const partsOfCell = (value: string): readonly string[] => value.split('/').map(decodeURIComponent)

const idOf = ({ subject }: MatrixRow, { employeeId }: MatrixColumn): string =>
  `cell-${encodeURIComponent(subject.id)}-${encodeURIComponent(employeeId)}`

const roleNames = (cell: MatrixCell, { roles }: CellContext): readonly string[] =>
  cell.roles.map((roleId) => roles.get(roleId)?.name ?? roleId)

const detailsOf = (cell: MatrixCell, cellContext: CellContext): string => {
  const texts = matrixTexts(cellContext.locale)
  const roles = roleNames(cell, cellContext)
  return [
    ...(roles.length > 0 ? roles : cell.responsible ? [texts.responsible] : []),
    ...(cell.until === null ? [] : [fill(texts.until, { day: cell.until })]),
    ...(cell.substituteFor === undefined
      ? []
      : [fill(texts.substitute, { name: cellContext.nameOf(cell.substituteFor) })]),
  ].join(', ')
}

const Roles = ({ cell, cellContext }: Pick<Props, 'cell' | 'cellContext'>) => {
  if (cell.roles.length === 0) return cell.responsible ? <span aria-hidden="true">✓</span> : null
  return (
    <>
      {cell.roles.map((roleId) => (
        <span class={`role role-${(cellContext.roles.get(roleId)?.number ?? 0) % 8}`}>
          {cellContext.roles.get(roleId)?.name ?? roleId}
        </span>
      ))}
    </>
  )
}

const nameOf = ({ row, column, cell, cellContext }: Props): string => {
  const details = detailsOf(cell, cellContext)
  return `${row.subject.name}, ${column.name}${details === '' ? '' : `: ${details}`}`
}

const isAssigned = ({ responsible, roles }: MatrixCell): boolean => responsible || roles.length > 0

type ButtonProps = {
  readonly name: 'cell' | 'role'
  readonly value: string
  readonly label: string
  readonly isPressed: boolean
  readonly id?: string
  readonly hasFocus?: boolean
  readonly children: Child
}

// A button without a type submits its form too. htmx initializes every button of type `submit`: with more than a thousand
// of them that took longer than anything else in the browser.
const CellButton = ({ name, value, label, isPressed, id, hasFocus, children }: ButtonProps) => (
  <button
    {...{ id, name, value }}
    aria-pressed={isPressed ? 'true' : 'false'}
    aria-label={label}
    autofocus={hasFocus === true}
  >
    {children}
  </button>
)

const Toggle = (props: Props) => {
  const { row, column, cell, cellContext } = props
  const id = idOf(row, column)
  return (
    <CellButton
      {...{ id, name: 'cell', label: nameOf(props), isPressed: isAssigned(cell), hasFocus: cellContext.focus === id }}
      value={cellValue(row.subject.kind, row.subject.id, column.employeeId, String(!isAssigned(cell)))}
    >
      <Roles cell={cell} cellContext={cellContext} />
    </CellButton>
  )
}

const assignAddress = ({ row, column, cellContext }: Props): string => {
  const query = new URLSearchParams({ subject: `${row.subject.kind}:${row.subject.id}`, employeeId: column.employeeId })
  query.set('back', cellContext.address)
  return `${cellContext.base}/responsibilities/assign?${query.toString()}`
}

const ByRole = (props: Props) => {
  const { row, column, cell, cellContext } = props
  const texts = matrixTexts(cellContext.locale)
  return (
    <>
      {cell.roles.map((roleId) => {
        const role = cellContext.roles.get(roleId)
        const name = role?.name ?? roleId
        return (
          <CellButton
            name="role"
            value={cellValue(row.subject.kind, row.subject.id, column.employeeId, roleId)}
            label={`${row.subject.name}, ${column.name}: ${fill(texts.take, { role: name })}`}
            isPressed
          >
            <span class={`role role-${(role?.number ?? 0) % 8}`}>{name} ×</span>
          </CellButton>
        )
      })}
      {cell.responsible && cell.roles.length === 0 ? <Toggle {...props} /> : null}
      <a href={assignAddress(props)} aria-label={`${row.subject.name}, ${column.name}: ${texts.add}`}>
        +
      </a>
    </>
  )
}

/**
 * A cell of the matrix: a button that assigns an employee or ends the responsibility; for another moment than now, the
 * roles.
 */
export const Cell = (props: Props) => {
  const { cellContext } = props
  if (!cellContext.isNow) return <Roles cell={props.cell} cellContext={cellContext} />
  return cellContext.isByRole ? <ByRole {...props} /> : <Toggle {...props} />
}
