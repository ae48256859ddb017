import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'

/** The maximum size, in bytes, of one unpacked part of a workbook; small files can unpack to any size. */
export const largestPart = 1_073_741_824

/** The parts of a workbook: the files of a ZIP archive, by name. */
export type Archive = {
  /** The bytes of a part, as a stream; `null` if there is no such part. Throws if it unpacks to more than `most`. */
  part(name: string, most?: number): Promise<AsyncIterable<Uint8Array> | null>
  close(): void
}

/** An error for a part or a text that is too large to be read. */
export const tooLarge = (): Error =>
  Object.assign(new Error('A part of this workbook is too large.'), { code: 'TOO_LARGE' })

const entriesOf = async (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> => {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  return entries
}

/** The bytes of a part; throws at its end if they are not those that were packed. */
const checked = async function* (bytes: AsyncIterable<Uint8Array>, sum: number): AsyncGenerator<Uint8Array> {
  let found = 0
  for await (const chunk of bytes) {
    found = crc32(chunk, found)
    yield chunk
  }
  if (found !== sum) throw new Error('A part of this workbook is damaged.')
}

/** Opens the archive of a workbook; throws if it is damaged. Names of parts ignore case. */
export const openArchive = async (path: string): Promise<Archive> => {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false })
  try {
    const entries = await entriesOf(zip)
    return {
      part: async (name, most = largestPart) => {
        const entry = entries.get(name.toLowerCase())
        if (entry === undefined) return null
        if (entry.uncompressedSize > most) throw tooLarge()
        return checked(await zip.openReadStreamPromise(entry), entry.crc32)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}
