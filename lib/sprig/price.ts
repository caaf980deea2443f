/** Budget steps that a millisecond of computing counts for, where a function knows only how long it takes. */
export const MILLISECOND = 20_000
