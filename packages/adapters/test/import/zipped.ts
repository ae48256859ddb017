import { crc32, deflateRawSync } from 'node:zlib'

/** The content of a ZIP archive, by name. */
export type Parts = { readonly [name: string]: string | Uint8Array }

type Packed = { readonly head: Buffer; readonly local: Buffer }

/** The sizes and names of a file, as the local header and the directory of an archive share them. */
const fieldsOf = (name: string, content: Buffer, packed: Buffer): Buffer => {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(crc32(content), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(content.length, 18)
  fields.writeUInt16LE(Buffer.byteLength(name), 22)
  return fields
}

const pack = (name: string, text: string | Uint8Array, offset: number): Packed => {
  const content = Buffer.from(text)
  const packed = deflateRawSync(content)
  const fields = fieldsOf(name, content, packed)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return {
    local: Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]),
    head: Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, rest, Buffer.from(name)]),
  }
}

/** Packs files into a ZIP archive. */
export const zipped = (parts: Parts): Buffer => {
  const all: Packed[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const packed = pack(name, content, offset)
    all.push(packed)
    offset += packed.local.length
  }
  const directory = Buffer.concat(all.map(({ head }) => head))
  const end = Buffer.alloc(18)
  end.writeUInt16LE(all.length, 4)
  end.writeUInt16LE(all.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...all.map(({ local }) => local), directory, Buffer.from('PK\u0005\u0006'), end])
}
