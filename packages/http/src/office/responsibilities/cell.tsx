import type { MatrixCell, MatrixColumn, MatrixRow } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import { fill } from '../../texts/translated.js'
import type { Shown } from './shown.js'
import { matrixTexts } from './texts/matrix-texts.js'

type Props = {
  readonly row: MatrixRow
  readonly column: MatrixColumn
  readonly cell: MatrixCell
  readonly shown: Shown
}

// A page has more than a thousand cells: their buttons are as short as they can be.
const cellValue = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/')

/** The parts of the value of a cell's button: kind and id of the subject, the employee, and `true`, `false` or a role. */
export const partsOfCell = (value: string): readonly string[] => value.split('/').map(decodeURIComponent)

const idOf = ({ subject }: MatrixRow, { employeeId }: MatrixColumn): string =>
  `cell-${encodeURIComponent(subject.id)}-${encodeURIComponent(employeeId)}`

const roleNames = (cell: MatrixCell, { roles }: Shown): readonly string[] =>
  cell.roles.map((roleId) => roles.get(roleId)?.name ?? roleId)

const detailsOf = (cell: MatrixCell, shown: Shown): string => {
  const texts = matrixTexts(shown.locale)
  const said = roleNames(cell, shown)
  return [
    ...(said.length > 0 ? said : cell.responsible ? [texts.responsible] : []),
    ...(cell.until === null ? [] : [fill(texts.until, { day: cell.until })]),
    ...(cell.substituteFor === undefined ? [] : [fill(texts.substitute, { name: shown.nameOf(cell.substituteFor) })]),
  ].join(', ')
}

const Roles = ({ cell, shown }: Pick<Props, 'cell' | 'shown'>) => {
  if (cell.roles.length === 0) return cell.responsible ? <span aria-hidden="true">✓</span> : null
  return (
    <>
      {cell.roles.map((roleId) => (
        <span class={`role role-${(shown.roles.get(roleId)?.number ?? 0) % 8}`}>
          {shown.roles.get(roleId)?.name ?? roleId}
        </span>
      ))}
    </>
  )
}

const nameOf = ({ row, column, cell, shown }: Props): string => {
  const details = detailsOf(cell, shown)
  return `${row.subject.name}, ${column.name}${details === '' ? '' : `: ${details}`}`
}

const isHeld = ({ responsible, roles }: MatrixCell): boolean => responsible || roles.length > 0

type ButtonProps = {
  readonly name: 'cell' | 'role'
  readonly value: string
  readonly label: string
  readonly isPressed: boolean
  readonly id?: string
  readonly hasFocus?: boolean
  readonly children: Child
}

// A button without a type submits its form too, and htmx has nothing to do with it: of a page with more than a thousand of
// them that took longer than anything else in the browser.
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
  const { row, column, cell, shown } = props
  const id = idOf(row, column)
  return (
    <CellButton
      {...{ id, name: 'cell', label: nameOf(props), isPressed: isHeld(cell), hasFocus: shown.focus === id }}
      value={cellValue(row.subject.kind, row.subject.id, column.employeeId, String(!isHeld(cell)))}
    >
      <Roles cell={cell} shown={shown} />
    </CellButton>
  )
}

const assignAddress = ({ row, column, shown }: Props): string => {
  const query = new URLSearchParams({ subject: `${row.subject.kind}:${row.subject.id}`, employeeId: column.employeeId })
  query.set('back', shown.address)
  return `${shown.base}/responsibilities/assign?${query.toString()}`
}

const ByRole = (props: Props) => {
  const { row, column, cell, shown } = props
  const texts = matrixTexts(shown.locale)
  return (
    <>
      {cell.roles.map((roleId) => {
        const role = shown.roles.get(roleId)
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

/** A cell of the matrix: a button that makes an employee responsible or ends it; of another moment, what was so. */
export const Cell = (props: Props) => {
  const { shown } = props
  if (!shown.isNow) return <Roles cell={props.cell} shown={shown} />
  return shown.isByRole ? <ByRole {...props} /> : <Toggle {...props} />
}
