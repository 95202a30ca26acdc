interface ArrowKeys {
  onKeyDown?: never
}

/** Keys are for H5. */
export function useArrowKeys(_ids: readonly string[], _current: string | undefined, _onMove: (id: string) => void): ArrowKeys {
  return {}
}
