import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'

describe('StateView', () => {
  it('shows the content when it is there', () => {
    render(<StateView status="ready">食物</StateView>)
    expect(screen.getByText('食物')).toBeInTheDocument()
  })

  it('announces loading', () => {
    render(<StateView status="loading">食物</StateView>)
    expect(screen.getByRole('status', { name: '正在加载' })).toHaveAttribute('aria-busy', 'true')
    expect(screen.queryByText('食物')).not.toBeInTheDocument()
  })

  it('says that there is nothing, and what to do', async () => {
    const onTap = jest.fn()
    render(<StateView status="empty" empty={{ title: '还没有收藏', action: { label: '去逛逛', onTap } }} />)
    await userEvent.click(screen.getByRole('button', { name: '去逛逛' }))
    expect(screen.getByRole('heading', { name: '还没有收藏' })).toBeInTheDocument()
    expect(onTap).toHaveBeenCalledTimes(1)
  })

  it.each(['failed', 'offline'] as const)('offers another try when %s', async (status) => {
    const onRetry = jest.fn()
    render(<StateView status={status} onRetry={onRetry} />)
    expect(screen.getByRole('alert')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: '重新加载' }))
    expect(onRetry).toHaveBeenCalledTimes(1)
  })
})

describe('the state of a query', () => {
  const network = { kind: 'network' }
  it.each([
    ['loading', { isFetching: true }, false],
    ['loading', { isFetching: false }, false],
    ['ready', { data: {}, isFetching: true }, false],
    ['ready', { data: {}, error: network, isFetching: false }, false],
    ['empty', { data: {}, isFetching: false }, true],
    ['offline', { error: network, isFetching: false }, false],
    ['offline', { error: { kind: 'timeout' }, isFetching: false }, false],
    ['failed', { error: { kind: 'http', status: 500 }, isFetching: false }, false],
    ['loading', { error: network, isFetching: true }, false],
  ] as const)('is %s for %o', (status, query, isEmpty) => expect(viewStatus(query, isEmpty)).toBe(status))
})

describe('LoadMore', () => {
  it.each([
    ['idle', '加载更多'],
    ['failed', '再试一次'],
  ] as const)('is a button when %s', async (status, name) => {
    const onMore = jest.fn()
    render(<LoadMore status={status} onMore={onMore} />)
    await userEvent.click(screen.getByRole('button', { name }))
    expect(onMore).toHaveBeenCalledTimes(1)
  })

  it('keeps the focus while its tap loads, and takes no second one', async () => {
    const onMore = jest.fn()
    const { rerender } = render(<LoadMore status="idle" onMore={onMore} />)
    await userEvent.click(screen.getByRole('button', { name: '加载更多' }))
    rerender(<LoadMore status="loading" onMore={onMore} />)
    expect(screen.getByRole('button', { name: '正在加载' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(onMore).toHaveBeenCalledTimes(1)
    rerender(<LoadMore status="failed" onMore={onMore} />)
    expect(screen.getByRole('button', { name: '再试一次' })).toHaveFocus()
  })

  it('says that this is all', () => {
    render(<LoadMore status="end" endText="共 3 种" onMore={() => undefined} />)
    expect(screen.getByRole('status')).toHaveTextContent('共 3 种')
  })
})
