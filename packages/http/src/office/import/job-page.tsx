import type { ImportFileResult } from '@clientele/adapters/import'
import { sentenceOf } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { requestProblems } from '../../answering/texts/request-problems.js'
import type { Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { addressOf, showPage } from '../page.js'
import { kindName } from './form-page.js'
import type { Job, Run } from './jobs.js'
import { importTexts } from './texts/import-texts.js'

type Props = { readonly service: Service; readonly asked: Asked; readonly job: Job }

/** Where the page of a file is. */
export const jobAddress = (base: string, { id }: Job): string => `${base}/import/${id}`

const mostShown = 500

// The page asks again: by the scripts, or by itself where there are none.
const UnderWay = ({ asked, job }: Props) => {
  const texts = importTexts(asked.var.locale)
  const { progress, isCheck } = job.run
  const { rows, bytes, totalBytes } = progress ?? { rows: 0, bytes: 0, totalBytes: 1 }
  return (
    <div hx-get={addressOf(asked)} hx-trigger="every 1s" hx-select-oob="unset">
      <p>
        <progress max={Math.max(totalBytes, 1)} value={bytes} aria-label={texts.progress} />{' '}
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

const formatIn = ({ format }: ImportFileResult): string => {
  if (format === null) return ''
  return format === 'xlsx' ? 'Excel' : `${format.encoding}, ${JSON.stringify(format.delimiter).slice(1, -1)}`
}

const Facts = ({ result, run, asked }: { result: ImportFileResult; run: Run; asked: Asked }) => {
  const texts = importTexts(asked.var.locale)
  const facts: readonly (readonly [string, string | number])[] = [
    [texts.kind, result.kind === null ? '' : kindName(result.kind, texts)],
    [texts.format, formatIn(result)],
    [texts.read, result.read],
    [run.isCheck ? texts.wouldChange : texts.changed, result.accepted],
    [texts.unchanged, result.unchanged],
    [texts.refused, result.rejected],
  ]
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  )
}

const NotRead = ({ result, asked }: { result: ImportFileResult; asked: Asked }) =>
  result.notRead.length === 0 ? null : (
    <p class="warning">
      {importTexts(asked.var.locale).notRead}: {result.notRead.join(', ')}
    </p>
  )

const Problems = ({ result, asked }: { result: ImportFileResult; asked: Asked }) => {
  const texts = importTexts(asked.var.locale)
  const { problems, problemCount } = result
  if (problems.length === 0) return result.read === 0 ? null : <p>{texts.noProblems}</p>
  const shown = problems.slice(0, mostShown)
  return (
    <>
      <section class="scroll" tabindex={0} aria-labelledby="problems-caption">
        <table>
          <caption id="problems-caption">{texts.problems}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.row}</th>
              <th scope="col">{texts.column}</th>
              <th scope="col">{texts.problem}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, column, problem }) => (
              <tr>
                <th scope="row">{row === 0 ? '' : row}</th>
                <td>{column ?? ''}</td>
                <td>{problem}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {problemCount > shown.length ? <p>{fill(texts.more, { count: problemCount - shown.length })}</p> : null}
    </>
  )
}

const Actions = ({ service, asked, job, result }: Props & { readonly result: ImportFileResult }) => {
  const texts = importTexts(asked.var.locale)
  const isRefused = (result.refused ?? []).some(({ rows }) => rows.length > 0)
  return (
    <form class="actions" method="post">
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

/** Why a run ended before its end, in a sentence; `null` where it did not. */
const failureOf = ({ outcome }: Run, asked: Asked): string | null => {
  if (outcome === 'broken') return requestProblems(asked.var.locale).InternalError
  if (outcome === null || !isLeft(outcome)) return null
  const { done: _, ...told } = outcome.left
  return sentenceOf(told, asked.var.locale)
}

const resultOf = ({ outcome }: Run): ImportFileResult | null => {
  if (outcome === null || outcome === 'broken') return null
  return isLeft(outcome) ? outcome.left.done : outcome.right
}

const Ended = (props: Props) => {
  const { asked, job, service } = props
  const texts = importTexts(asked.var.locale)
  const failure = failureOf(job.run, asked)
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
          <Facts result={result} run={job.run} asked={asked} />
          <Actions {...props} result={result} />
          <NotRead result={result} asked={asked} />
          <Problems result={result} asked={asked} />
        </>
      )}
    </>
  )
}

/** Shows how far a file has come, or what came of it. */
export const showJob = (service: Service, asked: Asked, job: Job): Promise<Response> => {
  const texts = importTexts(asked.var.locale)
  const { isCheck, outcome } = job.run
  return showPage(service, asked, {
    title: fill(isCheck ? texts.checkOf : texts.importOf, { file: job.name }),
    area: 'import',
    refreshes: outcome === null,
    content: () =>
      outcome === null ? (
        <UnderWay service={service} asked={asked} job={job} />
      ) : (
        <Ended service={service} asked={asked} job={job} />
      ),
  })
}
