/** Returns what a command expects instead of a text; `null` if it is accepted. Not called for printable ASCII. */
export type CommandRule = (text: string) => string | null

type Ruled = { readonly commandRule: CommandRule }

/** Adds a rule to a codec of texts that is checked only in commands; stored values are read regardless. */
export const withCommandRule = <C extends object>(codec: C, commandRule: CommandRule): C & Ruled =>
  Object.assign(codec, { commandRule })

/** Returns the command rule of a codec, if it has one. */
export const commandRuleOf = (codec: object): CommandRule | null =>
  'commandRule' in codec ? (codec as Ruled).commandRule : null
