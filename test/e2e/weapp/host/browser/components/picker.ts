import { askColumns, askDate, type Columns } from '../overlays'
import { type BuildControl, type ControlContext, number, text } from './control'

type Row = string | number | Record<string, unknown>

function labels(range: unknown, key: string): string[] {
  return (Array.isArray(range) ? (range as Row[]) : []).map((row) => text(typeof row === 'object' ? row[key] : row))
}

function indexes(value: unknown): number[] {
  return Array.isArray(value) ? value.map((item) => number(item, 0)) : [number(value, 0)]
}

/** What the wheel shows for the properties as they are now. */
function columnsOf({ prop }: ControlContext): Columns {
  const key = text(prop('rangeKey'))
  const range = prop('range')
  const lists = prop('mode') === 'multiSelector' && Array.isArray(range) ? range.map((list: unknown) => labels(list, key)) : [labels(range, key)]
  return { labels: lists, selected: indexes(prop('value')) }
}

export const picker: BuildControl = (context) => {
  const { fire, prop, aria } = context
  let redraw: ((next: Columns) => void) | undefined
  aria('role', 'button')

  async function choose() {
    const mode = text(prop('mode')) || 'selector'
    if (mode === 'date' || mode === 'time') {
      const value = await askDate(mode, text(prop('value')), text(prop('start')), text(prop('end')))
      return value === null ? fire('cancel', {}) : fire('change', { value })
    }
    if (mode === 'region') throw new Error('picker mode="region" is not supported by the test host')
    const onColumn = (column: number, value: number) => mode === 'multiSelector' && fire('columnchange', { column, value })
    const chosen = await askColumns(columnsOf(context), onColumn, (draw) => (redraw = draw))
    redraw = undefined
    if (chosen === null) return fire('cancel', {})
    fire('change', { value: mode === 'multiSelector' ? chosen : chosen[0] })
  }

  return {
    tap: () => {
      if (!prop('disabled')) void choose()
    },
    activate: () => void choose(),
    formValue: () => prop('value'),
    update: (name) => {
      if (name === 'range' || name === 'value') redraw?.(columnsOf(context))
    },
  }
}
