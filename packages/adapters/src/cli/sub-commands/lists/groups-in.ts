import { type Arguments, textsIn } from '../../arguments/arguments.js'

/** The groups given with `--group`; `none` is "No group". */
export const groupIdsIn = (args: Arguments): readonly (string | null)[] | undefined =>
  textsIn(args, 'group')?.map((id) => (id === 'none' ? null : id))
