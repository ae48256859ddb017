import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { importRegister } from '../../src/import/index.js'
import { csv, type Files, withDirectory } from './directory.js'
import { imported, importing } from './importing.js'
import { opened } from './target.js'

const problemsOf = async (files: Files) => (await imported(files)).result.problems

const customers = (...rows: readonly string[]): Files => ({ 'customers.csv': csv(...rows) })

describe('a problem of a register directory', () => {
  it('is an unknown CSV file; other kinds of files are ignored', async () => {
    const files = { 'customer.csv': '', 'README.md': '#', ...customers('customerId,name', 'a,A') }
    expect(await problemsOf(files)).toEqual([{ file: 'customer.csv', line: 0, error: 'UnknownFile' }])
  })

  it('is an unknown column; the known ones are read', async () => {
    const { result } = await imported(customers('customerId,name,colour', 'a,A,red'))
    expect(result.problems).toEqual([{ file: 'customers.csv', line: 1, error: 'UnknownColumn', column: 'colour' }])
    expect(result.accepted).toBe(1)
  })

  it('is a duplicate column, as it is ambiguous', async () => {
    const { result } = await imported(customers('customerId,name,name', 'a,A,B'))
    expect(result.problems).toEqual([{ file: 'customers.csv', line: 1, error: 'DuplicateColumn', column: 'name' }])
    expect(result.read).toBe(0)
  })

  it('is a missing column, even in an empty file', async () => {
    const missing = { file: 'customers.csv', line: 1, error: 'MissingColumn' }
    expect(await problemsOf(customers('customerId,city', 'a,Oulu'))).toEqual([{ ...missing, column: 'name' }])
    expect(await problemsOf({ 'customers.csv': '' })).toEqual([{ ...missing, column: 'name' }])
    expect(await problemsOf({ 'roles.csv': '' })).toMatchObject([
      { column: 'roleId' },
      { column: 'name' },
      { column: 'kind' },
    ])
  })

  it('is a file without a header row, whose first row is not repeated', async () => {
    const problems = await problemsOf({ 'contacts.csv': csv('p1,Zebediah,Zebediah,z@mail.example', 'p2,A,B,') })
    expect(problems.map(({ error, column }) => [error, column])).toEqual([['MissingColumn', 'lastName']])
  })

  it('is a column named like a JavaScript property', async () => {
    const { result } = await imported(customers('customerId,name,__proto__,constructor', 'a,A,x,y'))
    expect(result.problems.map(({ error, column }) => [error, column])).toEqual([
      ['UnknownColumn', '__proto__'],
      ['UnknownColumn', 'constructor'],
    ])
    expect(result.accepted).toBe(1)
  })

  it('is a row that is not valid text; the others are imported', async () => {
    const latin = Buffer.from('customerId,name\na,A\nb,M\xf8ller\nc,C\n', 'latin1')
    const { result } = await imported({
      'customers.csv': latin,
      ...{ 'special-groups.csv': csv('specialGroupId,name', 's,S') },
    })
    expect(result.problems).toEqual([{ file: 'customers.csv', line: 3, error: 'InvalidEncoding' }])
    expect(result).toMatchObject({ read: 4, accepted: 3, rejected: 1 })
  })

  it('is an unclosed quote; reading continues at the next line', async () => {
    const { result } = await imported({
      ...customers('customerId,name', 'a,A', 'b,"B', 'c,C'),
      'contacts.csv': csv('personId,lastName', 'p,P'),
    })
    expect(result.problems).toEqual([{ file: 'customers.csv', line: 3, error: 'UnterminatedQuote' }])
    expect(result).toMatchObject({ accepted: 3, rejected: 1 })
  })

  it('is a row with too few or too many fields; the rest is imported', async () => {
    const { result } = await imported(customers('customerId,name', 'a', 'b,B,B', 'c,C'))
    expect(result.problems).toEqual([
      { file: 'customers.csv', line: 2, error: 'WrongNumberOfFields', expected: 2, actual: 1 },
      { file: 'customers.csv', line: 3, error: 'WrongNumberOfFields', expected: 2, actual: 3 },
    ])
    expect(result).toMatchObject({ read: 3, accepted: 1, rejected: 2 })
  })

  it('is a value that does not decode: it names the column, not the value', async () => {
    const wrong = (column: string, expected: string) => ({ error: 'MalformedRow', column, expected })
    const problems = await problemsOf({
      ...customers('customerId,name,kind,number,private,email', 'a,A,firm,1e3,maybe,\u0000', 'b\u0001,B,,,,'),
      'documents.csv': csv('documentId,kind,customerId,date', 'I1,invoice,a,2024-02-30'),
      'employees.csv': csv('employeeId,name,teams', 'x,X,ok; \u0001'),
    })
    expect(problems.map(({ file, line, ...problem }) => problem)).toEqual([
      wrong('teams', 'TeamId separated by ; without the character U+0001'),
      wrong('kind', 'company or privateCustomer'),
      wrong('number', 'a whole number'),
      wrong('email', 'Text without the character U+0000'),
      wrong('private', 'true or false'),
      wrong('customerId', 'CustomerId without the character U+0001'),
      wrong('date', 'a date YYYY-MM-DD'),
    ])
  })

  it('is every rejection of the domain, by name', async () => {
    const problems = await problemsOf({
      ...customers('customerId,name,groupId,number', 'a,A,nowhere,', 'b,,,', 'c,C,,0', 'd,D,,7', 'e,E,,7'),
      'settings.csv': csv('key,value', 'COLOUR,red', 'STARTDATE_INVOICE,maybe', 'consentModel,sometimes'),
    })
    expect(problems.map(({ line, error }) => [line, error])).toEqual([
      [2, 'UnknownSetting'],
      [3, 'InvalidSettingValue'],
      [4, 'InvalidSettingValue'],
      [2, 'GroupNotFound'],
      [3, 'MissingRequiredField'],
      [4, 'InvalidCustomerNumber'],
      [6, 'CustomerNumberTaken'],
    ])
  })

  it('never contains a name, an address or a telephone number', async () => {
    const secret = 'Zebediah'
    const { result } = await imported({
      'customers.csv': csv(
        `customerId,kind,name,email,phone,groupId`,
        `a,privateCustomer,${secret} ${secret},${secret}@x.example,${secret},nowhere`,
        `a b,company,${secret}\u0000,${secret}\u0000,,`,
      ),
      'contacts.csv': csv(
        'personId,lastName,email,customerIds',
        `p,${secret},${secret},nowhere`,
        `q,${secret}\u0002,,`,
      ),
      'employees.csv': csv('employeeId,name,admin', `x,${secret},${secret}`, `y,${secret},false,${secret}`),
    })
    expect(result.problemCount).toBeGreaterThan(5)
    expect(JSON.stringify(result)).not.toContain(secret)
  })

  it('is counted, but not stored, after the ten thousandth', async () => {
    const { result } = await imported(customers('customerId,name', ...Array.from({ length: 10_050 }, () => 'x')))
    expect(result.problems).toHaveLength(10_000)
    expect(result).toMatchObject({ problemCount: 10_050, rejected: 10_050 })
  })

  it('is a directory instead of a file', async () => {
    const { target } = await opened()
    const outcome = await withDirectory({}, async (path) => {
      await mkdir(join(path, 'customers.csv'))
      return importRegister(target, path)
    })
    expect(outcome).toMatchObject({
      right: { problems: [{ file: 'customers.csv', line: 0, error: 'FileUnreadable', code: 'EISDIR' }] },
    })
  })
})

describe('a directory', () => {
  it('that does not exist, or is a file, is refused as a whole', async () => {
    const { target } = await opened()
    const missing = await importRegister(target, '/nowhere/at/all')
    expect(missing).toMatchObject({ left: { error: 'DirectoryNotFound', directory: '/nowhere/at/all' } })
    await withDirectory({}, async (path) => {
      await writeFile(join(path, 'file'), '')
      expect(await importRegister(target, join(path, 'file'))).toMatchObject({ left: { error: 'NotADirectory' } })
    })
  })

  it('may be empty', async () => {
    expect((await imported({})).result).toMatchObject({ read: 0, problems: [] })
  })
})

describe('an import', () => {
  const rows = Array.from({ length: 1000 }, (_, n) => `c${n},C ${n}`)

  it('stops between rows when aborted, and reports what it has done', async () => {
    const register = await opened()
    const stop = new AbortController()
    const outcome = await withDirectory(customers('customerId,name', ...rows), (path) =>
      importRegister(register.target, path, {
        signal: stop.signal,
        onProgress: ({ rows: read }) => {
          if (read >= 256) stop.abort()
        },
      }),
    )
    if (!isLeft(outcome)) throw new Error('it went on')
    expect(outcome.left.error).toBe('Cancelled')
    expect(outcome.left.done.accepted).toBe(register.crm.register.tables.customers.size)
    expect(outcome.left.done.accepted).toBeGreaterThan(100)
    expect(outcome.left.done.accepted).toBeLessThanOrEqual(256)
  })

  it('reports its progress', async () => {
    const reported: unknown[] = []
    const register = await opened()
    const files = customers('customerId,name', ...rows)
    await importing(register, files, { onProgress: (progress) => reported.push(progress) })
    const size = Buffer.byteLength(String(files['customers.csv']))
    expect(reported.at(0)).toMatchObject({ file: 'customers.csv', line: 257, rows: 256, totalBytes: size })
    expect(reported.at(-1)).toEqual({ file: 'customers.csv', line: 1001, rows: 1000, bytes: size, totalBytes: size })
  })

  it('in a dry run reports the same and appends nothing', async () => {
    const register = await imported(customers('customerId,name', 'a,A'))
    const files = customers('customerId,name,groupId', 'a,A,', 'b,B,', 'c,C,nowhere')
    const tried = await importing(register, files, { dryRun: true })
    expect(register.crm.register.tables.customers.size).toBe(1)
    expect(await importing(register, files)).toEqual(tried)
    expect(tried).toMatchObject({ read: 3, accepted: 1, unchanged: 1, rejected: 1 })
  })

  it('ends with the failure of the store', async () => {
    const register = await opened()
    const { crm } = register
    const outcome = await withDirectory(customers('customerId,name', ...rows), (path) =>
      importRegister(register.target, path, { onProgress: () => void crm.close() }),
    )
    expect(outcome).toMatchObject({ left: { error: 'StoreClosed', done: { rejected: 0 } } })
  })
})
