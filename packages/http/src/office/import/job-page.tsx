import type { ImportFileResult } from '@clientele/adapters/import'
import { sentenceOf } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { requestProblems } from '../../responses/texts/request-problems.js'
import { fill } from '../../texts/translated.js'
import { Facts } from '../layout/facts.js'
import { addressOf, showPage } from '../page.js'
import type { Job, Run } from './jobs.js'
import { ReadAgain } from './read-again.js'
import { delimiterName, kindName } from './reading-options.js'
import { Changes, Problems, Sheets } from './rows.js'
import { importTexts } from './texts/import-texts.js'

type Props = { readonly service: Service; readonly context: RequestContext; readonly job: Job }

/** The address of the page of a file. */
export const jobAddress = (base: string, { id }: Job): string => `${base}/import/${id}`

// The page polls: by the scripts, or by a refresh without scripts.
const Progress = ({ context, job }: Props) => {
  const texts = importTexts(context.var.locale)
  const { progress, isCheck } = job.run
  const { rows, bytes, totalBytes } = progress ?? { rows: 0, bytes: 0, totalBytes: 1 }
  return (
    <div hx-get={addressOf(context)} hx-trigger="every 1s" hx-select-oob="unset">
      <p>
        <progress max={Math.max(totalBytes, 1)} value={bytes} aria-label={texts.progress} />{' '}
        {bytes === 0 ? '' : `${Math.floor((100 * bytes) / Math.max(totalBytes, 1))} % · `}
        {fill(texts.rowsSoFar, { rows })}
      </p>
      <p class="quiet">{isCheck ? texts.checkGoesOn : texts.importGoesOn}</p>
      <form method="post">
        <button type="submit" name="do" value="stop">
          {texts.stop}
        </button>
      </form>
    </div>
  )
}

const formatIn = ({ format }: ImportFileResult, texts: ReturnType<typeof importTexts>): string | null => {
  if (format === null) return null
  return format === 'xlsx' ? 'Excel' : `${format.encoding}, ${delimiterName(format.delimiter, texts)}`
}

const Summary = ({ result, context }: { readonly result: ImportFileResult; readonly context: RequestContext }) => {
  const texts = importTexts(context.var.locale)
  return (
    <Facts
      facts={[
        [texts.kind, result.kind === null || result.sheets.length > 1 ? null : kindName(result.kind, texts)],
        [texts.format, formatIn(result, texts)],
        [texts.read, result.read],
        [texts.new, result.created],
        [texts.changed, result.accepted - result.created],
        [texts.unchanged, result.unchanged],
        [texts.refused, result.rejected],
      ]}
    />
  )
}

const NotRead = ({ result, context }: { result: ImportFileResult; context: RequestContext }) =>
  result.notRead.length === 0 ? null : (
    <p class="warning">
      {importTexts(context.var.locale).notRead}: {result.notRead.join(', ')}
    </p>
  )

const Actions = ({ service, context, job, result }: Props & { readonly result: ImportFileResult }) => {
  const texts = importTexts(context.var.locale)
  const isRefused = (result.refused ?? []).some(({ rows }) => rows.length > 0)
  return (
    <form class="actions" method="post">
      <input type="hidden" name="run" value={String(job.run.number)} />
      {job.run.isCheck && result.accepted > 0 ? (
        <button class="main" type="submit" name="do" value="import">
          {texts.importNow}
        </button>
      ) : null}
      {isRefused ? (
        <a href={`${jobAddress(service.base, job)}/refused.xlsx`} download hx-boost="false">
          {texts.refusedRows}
        </a>
      ) : null}
      <a href={`${service.base}/import`}>{texts.another}</a>
    </form>
  )
}

/** Why a run failed, in a sentence; `null` if it did not. */
const failureOf = ({ outcome }: Run, context: RequestContext): string | null => {
  if (outcome === 'broken') return requestProblems(context.var.locale).InternalError
  if (outcome === null || !isLeft(outcome)) return null
  const { done: _, ...failure } = outcome.left
  return sentenceOf(failure, context.var.locale)
}

const resultOf = ({ outcome }: Run): ImportFileResult | null => {
  if (outcome === null || outcome === 'broken') return null
  return isLeft(outcome) ? outcome.left.done : outcome.right
}

const Outcome = (props: Props) => {
  const { context, job, service } = props
  const texts = importTexts(context.var.locale)
  const failure = failureOf(job.run, context)
  const result = resultOf(job.run)
  return (
    <>
      {failure === null ? (
        <p role="status">{job.run.isCheck ? texts.checkDone : texts.importDone}</p>
      ) : (
        <p role="alert">{failure}</p>
      )}
      {result === null ? (
        <a href={`${service.base}/import`}>{texts.another}</a>
      ) : (
        <>
          <Summary result={result} context={context} />
          <Sheets result={result} context={context} />
          <Actions {...props} result={result} />
          <NotRead result={result} context={context} />
          {job.run.isCheck ? <ReadAgain job={job} result={result} locale={context.var.locale} /> : null}
          <Problems result={result} context={context} />
          <Changes result={result} context={context} isCheck={job.run.isCheck} />
        </>
      )}
    </>
  )
}

/** Shows the progress of a file, or its result. */
export const showJob = (service: Service, context: RequestContext, job: Job): Promise<Response> => {
  const texts = importTexts(context.var.locale)
  const { isCheck, outcome } = job.run
  return showPage(service, context, {
    title: fill(isCheck ? texts.checkOf : texts.importOf, { file: job.name }),
    area: 'import',
    isRefreshing: outcome === null,
    content: () =>
      outcome === null ? (
        <Progress service={service} context={context} job={job} />
      ) : (
        <Outcome service={service} context={context} job={job} />
      ),
  })
}
