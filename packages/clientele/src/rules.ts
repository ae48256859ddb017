// The kernel and the model, to write commands, guards and projections of one's own.
export * from '@clientele/domain'
