import { messagesFor, type RoleRow } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { Check, Field, Select } from '../../layout/field.js'
import type { PartProps } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'

const RoleForm = ({ context, formState, role }: PartProps & { readonly role?: RoleRow | undefined }) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const scope = `role-${role?.roleId ?? 'new'}`
  const field = fieldsOf({ formState, locale }, scope)
  const kinds = [
    { value: 'customer', label: texts.ofCustomer },
    { value: 'project', label: texts.ofProject },
  ]
  const cardinalities = [
    { value: 'many', label: texts.many },
    { value: 'single', label: texts.single },
  ]
  return (
    <CommandForm
      type="DefineRole"
      scope={scope}
      button={role === undefined ? texts.define : texts.saveChange}
      hidden={role === undefined ? {} : { roleId: role.roleId }}
    >
      <Field {...field('name', role?.name)} label={texts.name} required />
      <Select {...field('kind', role?.kind)} label={texts.kind} choices={kinds} />
      <Select {...field('cardinality', role?.cardinality)} label={texts.cardinality} choices={cardinalities} />
      <Check name="required" label={texts.required} isOn={role?.required === true} />
    </CommandForm>
  )
}

/** The roles in use with forms to change and retire them, and a form for a new one. */
export const RolesPart = (props: PartProps) => {
  const { service, context } = props
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const { yes, no } = messagesFor(locale)
  const roles = [...service.crm.register.tables.roles.rows()]
  return (
    <>
      <DataTable
        id="roles"
        caption={texts.roles}
        columns={[texts.name, texts.kind, texts.cardinality, texts.required, texts.state, texts.change]}
        rows={roles.map((role) => [
          role.name,
          role.kind === 'project' ? texts.ofProject : texts.ofCustomer,
          role.cardinality === 'single' ? texts.single : texts.many,
          role.required ? yes : no,
          role.retired ? texts.retired : texts.inUse,
          role.retired ? (
            ''
          ) : (
            <>
              <details>
                <summary>{fill(texts.changeOf, { name: role.name })}</summary>
                <RoleForm {...props} role={role} />
              </details>
              <CommandForm
                type="RetireRole"
                scope={`retire-${role.roleId}`}
                hidden={{ roleId: role.roleId }}
                button={texts.retire}
                label={fill(texts.retireOf, { name: role.name })}
              />
            </>
          ),
        ])}
        empty={texts.none}
      />
      <h2>{texts.newRole}</h2>
      <RoleForm {...props} />
    </>
  )
}
