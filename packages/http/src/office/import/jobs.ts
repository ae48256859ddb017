import type { ImportFileOptions, ImportFileOutcome, ImportProgress } from '@clientele/adapters/import'
import type { Locale } from '@clientele/projections'
import { LRUCache } from 'lru-cache'
import type { Service } from '../../environment.js'
import { newToken } from '../../serving/tokens.js'

/** A selected file, and the options for reading it. */
export type SelectedFile = {
  readonly name: string
  readonly content: Uint8Array
  readonly options: Pick<ImportFileOptions, 'kind' | 'delimiter' | 'encoding' | 'dates' | 'today' | 'headings'>
  readonly by: string
  readonly locale: Locale
}

/** A run over a file: a check, which changes nothing, or an import; without an outcome it is running. */
export type Run = {
  /** The number of the run of its file, from 1. */
  readonly number: number
  readonly isCheck: boolean
  readonly stop: () => void
  readonly ended: Promise<void>
  progress: ImportProgress | null
  outcome: ImportFileOutcome | 'broken' | null
}

/** A file in memory, with its last run. */
export type Job = Omit<SelectedFile, 'options'> & { readonly id: string; options: SelectedFile['options']; run: Run }

/** The files in memory, each accessible to the employee who sent it. */
export type Jobs = {
  /** Stores a file and checks or imports it; returns the running job of an employee who has one. */
  readonly begin: (chosen: SelectedFile, isCheck: boolean) => Job
  readonly find: (id: string, by: string) => Job | undefined
  /** Checks a file again with other options, unless it is running. */
  readonly checkAgain: (job: Job, options: SelectedFile['options']) => void
  /** Imports a checked file, unless it is running. */
  readonly importChecked: (job: Job) => void
}

const minutes = 60_000

/**
 * The maximum number of files, their total size as a multiple of the largest file, and their lifetime in milliseconds.
 */
const limits = { files: 64, largest: 4, time: 30 * minutes } as const

const runOf = (
  { crm, closing, onError }: Service,
  { content, options, by, locale }: SelectedFile,
  { number, isCheck }: Pick<Run, 'number' | 'isCheck'>,
): Run => {
  const stopping = new AbortController()
  const run: Run = {
    number,
    isCheck,
    stop: () => stopping.abort(),
    progress: null,
    outcome: null,
    ended: Promise.resolve().then(async () => {
      try {
        run.outcome = await crm.importFile(content, {
          ...options,
          ...{ by, as: 'employee', locale, dryRun: isCheck, refusedRows: true, details: true },
          signal: AbortSignal.any([closing, stopping.signal]),
          onProgress: (progress) => {
            run.progress = progress
          },
        })
      } catch (error) {
        run.outcome = 'broken'
        onError(error)
      }
    }),
  }
  return run
}

/** Holds files in memory, a bounded number for a bounded time, under random ids. */
export const createJobs = (service: Service): Jobs => {
  const jobs = new LRUCache<string, Job>({
    max: limits.files,
    maxSize: limits.largest * service.maxFile,
    sizeCalculation: ({ content }) => content.byteLength + 1,
    ttl: limits.time,
    updateAgeOnGet: true,
  })
  const underWay = new Map<string, Job>()
  const watch = (job: Job): void => {
    underWay.set(job.by, job)
    void job.run.ended.then(() => {
      if (underWay.get(job.by) === job) underWay.delete(job.by)
    })
  }
  const rerun = (job: Job, isCheck: boolean): void => {
    job.run = runOf(service, job, { number: job.run.number + 1, isCheck })
    watch(job)
  }
  return {
    begin: (chosen, isCheck) => {
      const before = underWay.get(chosen.by)
      if (before !== undefined) return before
      const job: Job = { ...chosen, id: newToken(), run: runOf(service, chosen, { number: 1, isCheck }) }
      jobs.set(job.id, job)
      watch(job)
      return job
    },
    find: (id, by) => {
      const job = jobs.get(id) ?? [...underWay.values()].find((one) => one.id === id)
      return job?.by === by ? job : undefined
    },
    checkAgain: (job, options) => {
      if (underWay.has(job.by)) return
      job.options = options
      rerun(job, true)
    },
    importChecked: (job) => {
      if (!underWay.has(job.by)) rerun(job, false)
    },
  }
}
