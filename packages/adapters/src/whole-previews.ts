import type { HostTypes } from './host/typed.js'
import type { PreviewOutcome } from './outcome.js'
import type { CommandContext } from './runtime/execution/context.js'

/** Previews a command. */
export type PreviewCommand = (command: unknown, context?: CommandContext) => Promise<PreviewOutcome<HostTypes>>

const wholePreviews = new WeakMap<PreviewCommand, PreviewCommand>()

/** Returns a preview without what the actor may not see; `wholePreviewOf` finds the whole one. */
export const withWholePreview = (redacted: PreviewCommand, whole: PreviewCommand): PreviewCommand => {
  wholePreviews.set(redacted, whole)
  return redacted
}

/**
 * The preview of a register with the events about records that the actor may not see: for pages that tell only how many
 * there are.
 */
export const wholePreviewOf = ({ preview }: { readonly preview: PreviewCommand }): PreviewCommand =>
  wholePreviews.get(preview) ?? preview
