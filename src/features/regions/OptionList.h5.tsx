import { useEffect, useRef, type KeyboardEvent } from 'react'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import type { OptionListProps } from './optionListProps'
import styles from './RegionSteps.module.scss'

/** How far each key moves in a list of `count`; from the place of the focus to the new one. */
const MOVES: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, count) => count - 1,
}

/** The same on H5: one tab stop, arrow keys inside, Enter chooses. */
export function OptionList({ label, options, chosen, onChoose }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null)
  const start = Math.max(
    0,
    options.findIndex(({ id }) => id === chosen),
  )

  // Each step takes the focus from the one before, whose option is gone: arrow keys go on at once.
  useEffect(() => {
    optionsIn(list.current)[start]?.focus()
  }, [start])

  const handleKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    const stops = optionsIn(list.current)
    stops[move(stops.indexOf(document.activeElement as HTMLElement), stops.length)]?.focus()
  }

  return (
    <div ref={list} className={styles.list} onKeyDown={handleKeyDown} {...aria({ role: 'listbox', label })}>
      {options.map((option, index) => (
        <Tappable
          key={option.id}
          role="option"
          className={cx(styles.option, option.id === chosen && styles.chosen)}
          selected={option.id === chosen}
          tabIndex={index === start ? 0 : -1}
          onTap={() => onChoose(option.id)}
        >
          <span className={styles.name}>{option.label}</span>
          {option.id === chosen && <Icon name="check" />}
        </Tappable>
      ))}
    </div>
  )
}

function optionsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])]
}
