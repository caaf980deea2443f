/** Path of a distribution registry; undefined when none can be had. */
export function findRegistry(root: string): string | undefined
