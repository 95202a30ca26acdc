import { useEffect } from 'react'
import { todayInShanghai } from '@domain/calendarDay'
import type { AppThunk } from '@/store/extra'
import { useAppDispatch } from '@/store/hooks'
import { productViewed } from './browsingSlice'

/** Remembers that this product was looked at; undefined: none yet. */
export function useProductView(productId: string | undefined): void {
  const dispatch = useAppDispatch()
  useEffect(() => {
    if (productId) dispatch(noteView(productId))
  }, [dispatch, productId])
}

function noteView(productId: string): AppThunk {
  return (dispatch, _getState, { clock }) => void dispatch(productViewed({ productId, on: todayInShanghai(clock.now()) }))
}
