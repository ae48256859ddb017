const { compare } = new Intl.Collator('en')

type Named = { readonly id: string; readonly name: string }

/** Rows by name in English order, ties by id, as in the views. */
export const inOrder = <Row>(rows: Iterable<Row>, named: (row: Row) => Named): readonly Row[] =>
  Array.from(rows, (row) => ({ row, ...named(row) }))
    .sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
    .map(({ row }) => row)
