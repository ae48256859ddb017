import type { Child } from 'hono/jsx'
import { fill } from '../../../texts/translated.js'
import { CommandForm } from '../../forms/command-form.js'
import type { Shown } from '../shown.js'
import { customerTexts } from '../texts/customer-texts.js'

/** Something that a customer has; one that is fixed stays. */
export type Item = { readonly id: string; readonly name: string; readonly isFixed?: boolean | undefined }

type Props = {
  readonly shown: Shown
  readonly title: string
  readonly items: readonly Item[]
  /** The command that takes one away, and the field that names it. */
  readonly remove: readonly [type: string, field: string]
  /** What the button is called, `Take away` by default, and its label, with `{name}`. */
  readonly button?: readonly [button: string, label: string] | undefined
  readonly children?: Child
}

/** What a customer has of a kind, each with a button that takes it away, and a form for more. */
export const Part = ({ shown, title, items, remove: [type, field], button, children }: Props) => {
  const texts = customerTexts(shown.locale)
  const [buttonText, label] = button ?? [texts.take, texts.takeOf]
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 ? <p>{texts.hasNone}</p> : null}
      <ul class="plain">
        {items.map(({ id, name, isFixed }) => (
          <li class="actions">
            <span>{name}</span>
            {shown.canChange && isFixed !== true ? (
              <CommandForm
                type={type}
                scope={`${type}-${id}`}
                hidden={{ [field]: id }}
                button={buttonText}
                label={fill(label, { name })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
