/** What is expected of a text of a command instead; `null` when it is taken. Printable ASCII is never asked about. */
export type CommandRule = (text: string) => string | null

type Ruled = { readonly commandRule: CommandRule }

/** A codec of texts with a rule for commands alone: what is stored is read whatever the rule says. */
export const withCommandRule = <C extends object>(codec: C, commandRule: CommandRule): C & Ruled =>
  Object.assign(codec, { commandRule })

/** The rule of a codec for commands, if it has one. */
export const commandRuleOf = (codec: object): CommandRule | null =>
  'commandRule' in codec ? (codec as Ruled).commandRule : null
