import type { Type } from './value.ts'

/** Sizes in which Go's allocator hands out small blocks: `runtime/sizeclasses`. */
const CLASSES = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
  448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200,
  3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384,
  18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
]
const HEADER = 8
const PAGE = 8192

/** Bytes of an element, and whether it holds pointers, which cost a header in blocks beyond 512 bytes. */
function layout(elem: Type | undefined): { size: number; pointers: boolean } {
  switch (elem?.kind) {
    case 'bool':
    case 'int8':
    case 'uint8':
      return { size: 1, pointers: false }
    case 'int':
    case 'int64':
    case 'float64':
      return { size: 8, pointers: false }
    case 'slice':
      return { size: 24, pointers: true }
    case 'map':
    case 'ptr':
      return { size: 8, pointers: true }
    default:
      return { size: 16, pointers: true }
  }
}

function blockOf(bytes: number, pointers: boolean): number {
  const header = pointers && bytes > 512 ? HEADER : 0
  if (bytes > 32768 - HEADER) return Math.ceil(bytes / PAGE) * PAGE
  return CLASSES.find((size) => size >= bytes + header)! - header
}

/** The capacity that `append` makes when `capacity` does not hold `length` items of type `elem`: runtime.growslice. */
export function grownCapacity(capacity: number, length: number, elem: Type | undefined): number {
  if (length <= capacity) return capacity
  let wanted = capacity * 2
  if (length > wanted) wanted = length
  else if (capacity >= 256) {
    wanted = capacity
    while (wanted < length) wanted += Math.floor((wanted + 768) / 4)
  }
  const { size, pointers } = layout(elem)
  return Math.floor(blockOf(wanted * size, pointers) / size)
}

/** The capacity after appending `length` items one by one to a slice of capacity `from`. */
export function appendedCapacity(length: number, elem: Type | undefined, from = 0): number {
  let capacity = from
  while (capacity < length) capacity = grownCapacity(capacity, capacity + 1, elem)
  return capacity
}
