import type { FragmentLayer } from '../../lib/client/values-fragment.ts'
import type { ValuesLayer } from '../../lib/helm/request.ts'

/** A layer of values on the page: what travels in the address, and an id that stays while it is edited. */
export type Layer = FragmentLayer & { readonly id: number }

export type FlagKind = Exclude<Layer['kind'], 'file'>

export const FLAG_KINDS: readonly FlagKind[] = ['set', 'set-string', 'set-json', 'set-literal']

/** What the list does to the layers; the lowest is first, as Helm's flags are. */
export type LayerAct =
  | { readonly act: 'load'; readonly layers: readonly FragmentLayer[] }
  | { readonly act: 'add'; readonly layer: FragmentLayer }
  | { readonly act: 'edit'; readonly id: number; readonly text: string }
  | { readonly act: 'rename'; readonly id: number; readonly name: string }
  | { readonly act: 'retype'; readonly id: number; readonly kind: FlagKind }
  | { readonly act: 'move'; readonly id: number; readonly by: 1 | -1 }
  | { readonly act: 'remove'; readonly id: number }

export interface Layers {
  readonly list: readonly Layer[]
  readonly nextId: number
}

export const noLayers: Layers = { list: [], nextId: 1 }

export function layersAfter({ list, nextId }: Layers, act: LayerAct): Layers {
  const change = (id: number, next: (layer: Layer) => Layer): Layers => ({ list: list.map((layer) => (layer.id === id ? next(layer) : layer)), nextId })
  switch (act.act) {
    case 'load':
      return { list: act.layers.map((layer, i) => ({ ...layer, id: nextId + i })), nextId: nextId + act.layers.length }
    case 'add':
      return { list: [...list, { ...act.layer, id: nextId }], nextId: nextId + 1 }
    case 'edit':
      return change(act.id, (layer) => ({ ...layer, text: act.text }))
    case 'rename':
      return change(act.id, (layer) => (layer.kind === 'file' ? { ...layer, name: act.name } : layer))
    case 'retype':
      return change(act.id, (layer) => (layer.kind === 'file' ? layer : { ...layer, kind: act.kind }))
    case 'move': {
      const at = list.findIndex((layer) => layer.id === act.id)
      const to = at + act.by
      if (at < 0 || to < 0 || to >= list.length) return { list, nextId }
      const moved = [...list]
      ;[moved[at], moved[to]] = [moved[to]!, moved[at]!]
      return { list: moved, nextId }
    }
    case 'remove':
      return { list: list.filter((layer) => layer.id !== act.id), nextId }
  }
}

/** Layers for the renderer; flags that say nothing yet are left out. */
export const requestLayers = (list: readonly Layer[]): ValuesLayer[] =>
  list.flatMap(({ id: _, ...layer }): ValuesLayer[] => (layer.text.trim() === '' ? [] : [layer]))

/** Keys at the top level and below, roughly: lines that begin one. */
export const keyCount = (text: string): number => text.split('\n').filter((line) => /^\s*(?:- )?[\w."'-]+\s*:(?:\s|$)/.test(line)).length
