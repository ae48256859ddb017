import { parseSync, Visitor } from 'oxc-parser'

type Source = { readonly path: string; readonly lines: readonly string[] }

/** A piece of code, with its first and last line, counted from 1. */
export type Piece = { readonly path: string; readonly first: number; readonly last: number; readonly text: string }

type Span = { readonly start: number; readonly end: number }

const pieceOf = ({ path, lines }: Source, code: string, { start, end }: Span): Piece => {
  const lineAt = (offset: number): number => code.slice(0, offset).split('\n').length
  const first = lineAt(start)
  return { path, first, last: lineAt(end), text: lines[first - 1]?.trim() ?? '' }
}

const piecesIn = (source: Source, visitorOf: (found: (span: Span) => void) => Visitor): readonly Piece[] => {
  const code = source.lines.join('\n')
  const { program, errors } = parseSync(source.path, code)
  if (errors.length > 0) throw new Error(`${source.path} cannot be parsed: ${errors[0]?.message}`)
  const pieces: Piece[] = []
  visitorOf((span) => pieces.push(pieceOf(source, code, span))).visit(program)
  return pieces
}

/** The functions of a source file, including nested ones. */
export const functionsIn = (source: Source): readonly Piece[] =>
  piecesIn(
    source,
    (found) => new Visitor({ FunctionDeclaration: found, FunctionExpression: found, ArrowFunctionExpression: found }),
  )

/** The casts of a source file: every `as` except `as const`. */
export const castsIn = (source: Source): readonly Piece[] =>
  piecesIn(
    source,
    (found) =>
      new Visitor({
        TSAsExpression: (cast) => {
          const { typeAnnotation: type } = cast
          const isConst =
            type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const'
          if (!isConst) found(cast)
        },
        TSTypeAssertion: found,
        TSNonNullExpression: found,
      }),
  )
