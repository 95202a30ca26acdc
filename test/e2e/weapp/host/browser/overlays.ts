import { make, part } from './dom'

export interface ModalOptions {
  title?: string
  content?: string
  confirmText?: string
  cancelText?: string
  showCancel?: boolean
}

type Close<Value> = (value: Value) => void

/** Shows a dialog above everything and waits for its answer. */
function open<Value>(label: string, atBottom: boolean, build: (close: Close<Value>) => Node[]): Promise<Value> {
  return new Promise((resolve) => {
    const mask = make('div', { class: atBottom ? 'host-mask bottom' : 'host-mask' })
    const close = (value: Value) => {
      mask.remove()
      resolve(value)
    }
    mask.append(make('div', { class: 'host-dialog', role: 'dialog', 'aria-modal': 'true', 'aria-label': label }, ...build(close)))
    part('host-overlays').append(mask)
  })
}

function button(text: string, onClick: () => void, className = ''): HTMLButtonElement {
  const element = make('button', { type: 'button', class: className }, text)
  element.addEventListener('click', onClick)
  return element
}

/** `wx.showModal`: true when confirmed. */
export function askModal({ title = '', content = '', confirmText = '确定', cancelText = '取消', showCancel = true }: ModalOptions): Promise<boolean> {
  return open<boolean>(title || content, false, (close) => [
    ...(title ? [make('h2', {}, title)] : []),
    make('p', {}, content),
    make('footer', {}, ...(showCancel ? [button(cancelText, () => close(false))] : []), button(confirmText, () => close(true), 'confirm')),
  ])
}

/** `wx.showActionSheet`: the index tapped, or null. */
export function askActionSheet(items: string[]): Promise<number | null> {
  return open<number | null>('菜单', true, (close) => [
    make('div', { class: 'items' }, ...items.map((item, index) => button(item, () => close(index)))),
    make('footer', {}, button('取消', () => close(null))),
  ])
}

export interface Columns {
  labels: string[][]
  selected: number[]
}

/**
 * The wheel of `<picker>`, one list box a column. `onColumn` may answer other columns, as a region picker does when its
 * province turns.
 */
export function askColumns(columns: Columns, onColumn: (column: number, index: number) => void, refresh: (redraw: (next: Columns) => void) => void) {
  return open<number[] | null>('选择', true, (close) => {
    const lists = columns.labels.map((_, column) => make('select', { size: '5', 'aria-label': `第${column + 1}列` }))
    const draw = ({ labels, selected }: Columns) =>
      lists.forEach((list, column) => {
        list.replaceChildren(...(labels[column] ?? []).map((label) => make('option', {}, label)))
        list.selectedIndex = selected[column] ?? 0
      })
    lists.forEach((list, column) => list.addEventListener('change', () => onColumn(column, list.selectedIndex)))
    draw(columns)
    refresh(draw)
    const confirm = () => close(lists.map((list) => Math.max(0, list.selectedIndex)))
    return [
      make('div', { class: 'columns' }, ...lists),
      make('footer', {}, button('取消', () => close(null)), button('确定', confirm, 'confirm')),
    ]
  })
}

/** The wheel of `<picker mode="date">` and `mode="time"`, as the browser's own field. */
export function askDate(type: 'date' | 'time', value: string, min: string, max: string): Promise<string | null> {
  return open<string | null>('选择', true, (close) => {
    const field = make('input', { type, value, min, max, 'aria-label': type === 'date' ? '日期' : '时间' })
    return [field, make('footer', {}, button('取消', () => close(null)), button('确定', () => close(field.value), 'confirm'))]
  })
}

/** WeChat's own privacy popup, for an app that shows none itself. */
export function askPrivacy(): Promise<boolean> {
  return open<boolean>('用户隐私保护提示', true, (close) => [
    make('h2', {}, '用户隐私保护提示'),
    make('p', {}, '使用前请阅读并同意《用户隐私保护指引》'),
    make('footer', {}, button('拒绝', () => close(false)), button('同意', () => close(true), 'confirm')),
  ])
}

/**
 * `wx.previewImage`: the pictures beside each other, to be pushed sideways, from the one that `current` names by address or
 * by index. A tap closes it; nobody waits for that.
 */
export function showPictures(urls: string[], current: unknown): void {
  const pictures = urls.map((url, index) => make('img', { src: url, alt: `${index + 1}/${urls.length}` }))
  void open<void>('图片预览', false, (close) => {
    const track = make('div', { class: 'pictures' }, ...pictures)
    track.addEventListener('click', () => close())
    return [track]
  })
  const start = typeof current === 'number' ? current : urls.indexOf(String(current))
  pictures[Math.max(0, start)]?.scrollIntoView({ inline: 'start' })
}

let toastTimer: ReturnType<typeof setTimeout> | undefined

export function showToast(text: string, durationMs: number | null) {
  clearTimeout(toastTimer)
  const toast = part('host-toast')
  toast.textContent = text
  toast.hidden = false
  if (durationMs !== null) toastTimer = setTimeout(hideToast, durationMs)
}

export function hideToast() {
  clearTimeout(toastTimer)
  part('host-toast').hidden = true
}
