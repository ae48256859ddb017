const withBuffer = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value

// Before Node 22.16 rows are always objects. No statement that is read as arrays has two columns with the same name.
const columnsOf = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : Object.values(Object(row)))

const asObject = (row: unknown): unknown =>
  Object.fromEntries(Object.entries(Object(row)).map(([name, value]) => [name, withBuffer(value)]))

/** Converts rows of `node:sqlite` to each shape. */
export const rowShapes = {
  object: asObject,
  raw: (row: unknown): unknown => columnsOf(row).map(withBuffer),
  pluck: (row: unknown): unknown => withBuffer(columnsOf(row)[0]),
} as const

/** Converts a row to a shape; the caller knows its type. */
export const rowIn = <Found>(shape: keyof typeof rowShapes, row: unknown): Found => rowShapes[shape](row) as Found
