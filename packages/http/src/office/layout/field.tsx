import type { Locale } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { Refusal } from '../actions/execute-all.js'
import { problemOfField } from './refusal-note.js'

type Props = {
  readonly name: string
  /** Distinguishes the field from those of the same name in other forms on the page. */
  readonly scope?: string | undefined
  readonly label: string
  readonly value?: string | undefined
  readonly type?: 'text' | 'date' | 'email' | 'tel' | 'number' | 'file' | undefined
  readonly required?: boolean | undefined
  readonly accept?: string | undefined
  readonly refusal: Refusal | null
  readonly locale: Locale
}

/** The id of a field, unique on its page. */
const idOf = ({ scope, name }: Pick<Props, 'scope' | 'name'>): string =>
  `field-${scope === undefined ? '' : `${scope}-`}${name}`

const FieldProblem = ({ id, problem }: { readonly id: string; readonly problem: string | null }) =>
  problem === null ? null : (
    <span class="wrong" id={id}>
      {problem}
    </span>
  )

/** A field of a form with its label and its problem. */
export const Field = ({ name, label, value, type = 'text', required, accept, ...props }: Props) => {
  const problem = problemOfField(props.refusal, name, props.locale)
  const id = idOf({ ...props, name })
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type={type}
        name={name}
        value={value ?? ''}
        required={required}
        accept={accept}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={problem === null ? undefined : `wrong-${id}`}
      />
      <FieldProblem id={`wrong-${id}`} problem={problem} />
    </div>
  )
}

/** A multi-line field. */
export const TextArea = ({ name, label, value, required, ...props }: Omit<Props, 'type' | 'accept'>) => {
  const problem = problemOfField(props.refusal, name, props.locale)
  const id = idOf({ ...props, name })
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={3}
        required={required}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={problem === null ? undefined : `wrong-${id}`}
      >
        {value ?? ''}
      </textarea>
      <FieldProblem id={`wrong-${id}`} problem={problem} />
    </div>
  )
}

/** A choice: its value and label. */
export type Choice = { readonly value: string; readonly label: string }

type SelectProps = Omit<Props, 'type'> & {
  readonly choices: readonly Choice[]
  readonly children?: Child
  /** Whether it has the focus when the page is shown. */
  readonly isFirst?: boolean | undefined
}

/** A field with a list of choices. */
export const Select = ({ name, label, value = '', choices, isFirst, ...props }: SelectProps) => {
  const problem = problemOfField(props.refusal, name, props.locale)
  const id = idOf({ ...props, name })
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} autofocus={isFirst} aria-describedby={problem === null ? undefined : `wrong-${id}`}>
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
      <FieldProblem id={`wrong-${id}`} problem={problem} />
    </div>
  )
}

/** A checkbox. */
export const Check = ({
  name,
  label,
  isOn,
}: {
  readonly name: string
  readonly label: string
  readonly isOn: boolean
}) => (
  <label class="check">
    <input type="checkbox" name={name} value="true" checked={isOn} />
    {label}
  </label>
)
