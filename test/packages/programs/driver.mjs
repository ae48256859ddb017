// driver.mjs <folder>: tests the behaviour of the SQLite driver that stores rely on, and prints the answers. Both
// drivers must give the same.
import { join } from 'node:path'
import { loadDriver } from '../../../packages/adapters/src/stores/sqlite/driver/load.ts'
import { runImmediate } from '../../../packages/adapters/src/stores/sqlite/driver/transaction.ts'
import { storeFailureOf } from '../../../packages/adapters/src/stores/sqlite/failure.ts'

const [, , folder] = process.argv
const file = join(folder, 'asked.db')
const open = await loadDriver()

const told = (value) => {
  if (Buffer.isBuffer(value)) return `buffer ${value.toString('hex')}`
  if (typeof value === 'bigint') return `bigint ${value}`
  if (value === undefined) return 'undefined'
  if (Array.isArray(value)) return value.map(told)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, told(one)]))
}

const refusal = (error) => ({ name: error.name, code: error.code ?? null, failure: storeFailureOf(error) })

const answerOf = (question) => {
  try {
    return told(question())
  } catch (error) {
    // Only SQLite's own codes are the same.
    const { name, code, failure } = refusal(error)
    return code?.startsWith('SQLITE') ? { code, failure } : { name, failure }
  }
}

const one = open(file, { timeout: 0 })
const other = open(file, { timeout: 0 })
const insert = (connection, ...values) =>
  connection.prepare('insert into things (key, value) values (?, ?)').run(...values)
const count = () => one.prepare('select count(*) from things').pluck().get()
const twice = one.prepare('select 1 as a, 2 as a, ? as b').raw()

const undone = () =>
  runImmediate(one, () => {
    insert(one, 50, 'undone')
    insert(one, 50, 'clash')
  })

const leavingEarly = () => {
  for (const row of one.prepare('select key from things order by key').raw().iterate()) {
    insert(other, 60, 'while another one reads')
    return row
  }
}

const questions = {
  'a journal': () => one.pragma('journal_mode = wal', { simple: true }),
  'a pragma that says nothing': () => one.pragma('wal_autocheckpoint_unknown', { simple: true }),
  'a pragma of a number': () => one.pragma('user_version', { simple: true }),
  'a table': () => void one.exec('create table things (key integer primary key, value any, note text unique) strict'),
  'a key': () => insert(one, 1, 'text'),
  'a blob': () => insert(one, 2, Buffer.from('blob')),
  'a null': () => insert(one, 3, null),
  'a bigint': () => insert(one, 4n, 2n ** 40n),
  'a fraction': () => insert(one, 5, 1.5),
  'rows as objects': () => one.prepare('select * from things order by key').all(),
  'a row is a plain object': () => Object.getPrototypeOf(one.prepare('select 1 as a').get()) === Object.prototype,
  'rows as arrays': () => one.prepare('select * from things order by key').raw().all(),
  'first columns': () => one.prepare('select value, key from things order by key').pluck().all(),
  'columns of one name': () => [twice.get(3), twice.all(3), [...twice.iterate(3)]],
  'no row': () => one.prepare('select * from things where key = ?').get(99),
  'no first column': () => one.prepare('select key from things where key = ?').pluck().get(99),
  'the kind of a number': () => one.prepare('select typeof(?)').pluck().get(1),
  'a statement used with more than one number of values': () => {
    const statement = one.prepare('select ?').pluck()
    return [statement.get('a'), answerOf(() => statement.get()), statement.get('b')]
  },
  'too few values': () => insert(one, 10),
  'too few values to read': () => one.prepare('select ?').all(),
  'too many values': () => insert(one, 10, 'a', 'b') && 'taken',
  'nothing was written by them': count,
  'two statements': () => one.prepare('select 1; select 2').get(),
  'two statements, the second of a table that is not there': () => one.prepare('select 1; select * from nowhere').get(),
  'a comment behind a statement': () => one.prepare('select 1 as a; -- é\n ;').get(),
  'rows of a statement that has none': () => one.prepare('delete from things where key = 99').all(),
  'rows of one that changes and returns': () =>
    one.prepare('insert into things values (20, 1, null) returning key').all(),
  'a statement that is none': () => one.prepare('selekt'),
  'a key that is there': () => insert(one, 1, 'again'),
  'a unique text that is there': () => {
    one.exec("insert into things values (30, 1, 'x')")
    one.exec("insert into things values (31, 1, 'x')")
  },
  'a value of another type': () => insert(one, 'text', 'x'),
  'all or nothing': () => [answerOf(undone), one.inTransaction, count()],
  'a transaction that is committed': () => {
    runImmediate(one, () => insert(one, 40, 'kept'))
    return [one.inTransaction, count()]
  },
  'in a transaction': () => {
    one.exec('begin')
    const inside = one.inTransaction
    one.exec('rollback')
    return [inside, one.inTransaction]
  },
  'another one writes': () => {
    other.exec('begin immediate')
    const outcome = answerOf(() => one.exec('begin immediate'))
    other.exec('rollback')
    return outcome
  },
  'a snapshot that is old': () => {
    one.exec('begin')
    one.prepare('select * from things').get()
    insert(other, 70, 'newer')
    const outcome = answerOf(() => insert(one, 71, 'late'))
    one.exec('rollback')
    return outcome
  },
  'leaving rows early': leavingEarly,
  'writing after that': () => insert(one, 80, 'after'),
  'reading only': () => open(file, { timeout: 0, readonly: true }).prepare('delete from things').run(),
  'a file that must exist': () => open(join(folder, 'none.db'), { timeout: 0, fileMustExist: true }),
  'a file that is read only and not there': () => open(join(folder, 'none.db'), { timeout: 0, readonly: true }),
  'a folder': () => open(folder, { timeout: 0 }),
  'open before': () => [one.open, one.inTransaction],
  closed: () => {
    const statement = one.prepare('select 1')
    one.close()
    one.close()
    return [
      one.open,
      one.inTransaction,
      ...[() => statement.get(), () => one.prepare('select 1'), () => one.exec('select 1')].map(answerOf),
    ]
  },
}

const answers = Object.fromEntries(Object.entries(questions).map(([name, question]) => [name, answerOf(question)]))
other.close()
process.stdout.write(JSON.stringify(answers))
