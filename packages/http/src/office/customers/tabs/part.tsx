import type { Child } from 'hono/jsx'
import { fill } from '../../../texts/translated.js'
import { CommandForm } from '../../forms/command-form.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

/** Something that a customer has; a fixed one cannot be removed. */
export type Item = { readonly id: string; readonly name: string; readonly isFixed?: boolean | undefined }

type Props = {
  readonly tabProps: TabProps
  readonly title: string
  readonly items: readonly Item[]
  /** The command that removes an item, and the field that names it. */
  readonly remove: readonly [type: string, field: string]
  /** The button (default `Take away`) and its label, with `{name}`. */
  readonly button?: readonly [button: string, label: string] | undefined
  readonly children?: Child
}

/** The items of one kind that a customer has, each with a button that removes it, and a form to add more. */
export const Part = ({ tabProps, title, items, remove: [type, field], button, children }: Props) => {
  const texts = customerTexts(tabProps.locale)
  const [buttonText, label] = button ?? [texts.take, texts.takeOf]
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 ? <p>{texts.hasNone}</p> : null}
      <ul class="plain">
        {items.map(({ id, name, isFixed }) => (
          <li class="actions">
            <span>{name}</span>
            {tabProps.canChange && isFixed !== true ? (
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
