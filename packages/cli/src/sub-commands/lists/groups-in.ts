/** The groups given with `--group`; `none` is "No group". */
export const groupIdsOf = (ids: readonly string[] | undefined): readonly (string | null)[] | undefined =>
  ids?.map((id) => (id === 'none' ? null : id))
