export function onPath(...names: string[]): string | undefined
export function findChromium(root: string, node: string): Promise<string | undefined>
export function aptGet(name: string): boolean
