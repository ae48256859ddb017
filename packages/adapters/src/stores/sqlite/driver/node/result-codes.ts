// SQLite's result codes (https://sqlite.org/rescode.html): the index of each name is its code.
const primary =
  'OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB'.split(
    ' ',
  )

// Extended result codes: the upper bytes are an index into these lists, counted from 1.
const details: { readonly [name: string]: readonly string[] } = {
  ERROR: 'MISSING_COLLSEQ RETRY SNAPSHOT'.split(' '),
  ABORT: ['', 'ROLLBACK'],
  BUSY: 'RECOVERY SNAPSHOT TIMEOUT'.split(' '),
  LOCKED: 'SHAREDCACHE VTAB'.split(' '),
  READONLY: 'RECOVERY CANTLOCK ROLLBACK DBMOVED CANTINIT DIRECTORY'.split(' '),
  IOERR:
    'READ SHORT_READ WRITE FSYNC DIR_FSYNC TRUNCATE FSTAT UNLOCK RDLOCK DELETE BLOCKED NOMEM ACCESS CHECKRESERVEDLOCK LOCK CLOSE DIR_CLOSE SHMOPEN SHMSIZE SHMLOCK SHMMAP SEEK DELETE_NOENT MMAP GETTEMPPATH CONVPATH VNODE AUTH BEGIN_ATOMIC COMMIT_ATOMIC ROLLBACK_ATOMIC DATA CORRUPTFS IN_PAGE'.split(
      ' ',
    ),
  CORRUPT: 'VTAB SEQUENCE INDEX'.split(' '),
  CANTOPEN: 'NOTEMPDIR ISDIR FULLPATH CONVPATH DIRTYWAL SYMLINK'.split(' '),
  CONSTRAINT: 'CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED DATATYPE'.split(
    ' ',
  ),
  AUTH: ['USER'],
}

/** The name of an extended result code: `SQLITE_BUSY_SNAPSHOT` for 517. */
export const resultCode = (number: number): string => {
  const name = primary[number & 0xff] ?? `UNKNOWN_${number}`
  const detail = details[name]?.[(number >> 8) - 1] ?? ''
  return ['SQLITE', name, detail].filter((part) => part !== '').join('_')
}

/** The result code in an error of `node:sqlite`; `null` for other errors. */
export const resultNumber = (error: unknown): number | null => {
  const number: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : null
  return typeof number === 'number' ? number : null
}

/** Adds the name of the result code to an error of `node:sqlite`, as `code`. */
export const withResultCode = (error: unknown): unknown => {
  const number = resultNumber(error)
  return error instanceof Error && number !== null ? Object.assign(error, { code: resultCode(number) }) : error
}
