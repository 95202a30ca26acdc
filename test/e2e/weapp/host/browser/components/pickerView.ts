import { type BuildControl, contextOf } from './control'

const ROW_PX = 34

/** Lists side by side that snap to a row; the row on top is the one chosen. */
export const pickerView: BuildControl = ({ element, fire, prop }) => {
  const columns = () => [...element.querySelectorAll<HTMLElement>('wx-picker-view-column')]
  const value = () => columns().map((column) => Math.round(column.scrollTop / ROW_PX))
  element.addEventListener('host:columnscrolled', () => fire('change', { value: value() }))
  const place = () => {
    const chosen = prop('value')
    if (Array.isArray(chosen)) columns().forEach((column, index) => (column.scrollTop = Number(chosen[index] ?? 0) * ROW_PX))
  }
  requestAnimationFrame(place)
  return { update: (name) => name === 'value' && place() }
}

export const pickerViewColumn: BuildControl = ({ element }) => {
  let told = 0
  element.addEventListener('scrollend', () => {
    const row = Math.round(element.scrollTop / ROW_PX)
    const view = element.closest('wx-picker-view')
    if (row === told || !contextOf(view)) return
    told = row
    view?.dispatchEvent(new CustomEvent('host:columnscrolled'))
  })
  return {}
}
