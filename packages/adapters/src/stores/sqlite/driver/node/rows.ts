const withBuffer = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value

// Before Node 22.16 rows come as objects only. No statement of ours that is read so has two columns of one name.
const columnsOf = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : Object.values(Object(row)))

const asObject = (row: unknown): unknown =>
  Object.fromEntries(Object.entries(Object(row)).map(([name, value]) => [name, withBuffer(value)]))

/** How rows of `node:sqlite` are read. */
export const rowShapes = {
  object: asObject,
  raw: (row: unknown): unknown => columnsOf(row).map(withBuffer),
  pluck: (row: unknown): unknown => withBuffer(columnsOf(row)[0]),
} as const

/** A row in a shape, as the statement says it is. */
export const rowIn = <Found>(shape: keyof typeof rowShapes, row: unknown): Found => rowShapes[shape](row) as Found
