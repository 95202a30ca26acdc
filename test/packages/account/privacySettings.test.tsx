import { screen, waitFor, within } from '@testing-library/react'
import type { ConsentRecord, PersonalData } from '@contract/privacy'
import { CONSENT_VERSION } from '@contract/limits'
import { purposes } from '@/features/gate/purposes'
import { texts } from '@/features/privacyData/texts'
import { texts as proof } from '@/features/proof/texts'
import { download } from '@/platform/download'
import PrivacySettingsPage from '@/packages/account/privacySettings/index'
import { answer, callsOf } from '../../support/account/backend'
import { makeMe, offline, problem } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/platform/download', () => ({ download: jest.fn() }))

type Answers = Parameters<typeof answer>[1]

const record: ConsentRecord = { id: 'c1', purpose: 'agreement', version: CONSENT_VERSION, channel: 'h5', givenAt: '2026-11-25T02:20:00.000Z', withdrawnAt: null, withdrawnChannel: null }
const withdrawn: ConsentRecord = { ...record, id: 'c2', purpose: 'analytics', channel: 'weapp', withdrawnAt: '2026-11-25T03:00:00.000Z', withdrawnChannel: 'h5' }
const mine = { exportedAt: '2026-11-25T02:20:00.000Z', phone: { number: '13800138000' } } as PersonalData

beforeEach(() => {
  router.current = { path: '/packages/account/privacySettings/index', params: {} }
  jest.mocked(download).mockClear()
})

function renderPage(answers: Answers = {}, preloadedState = memberState({ phone: '138****8000' }, null)) {
  const shop = makeShop({ wechat: null, preloadedState })
  answer(shop.api, { 'GET /v1/me/consents': () => ({ items: [record], nextCursor: null }), ...answers })
  return renderInShop(<PrivacySettingsPage />, shop)
}

const button = (name: string) => screen.getByRole('button', { name })
const cell = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) })
const dialog = (name: string) => screen.findByRole('dialog', { name })

describe('a guest', () => {
  it('chooses about statistics on his device, and is offered the way in for the rest', async () => {
    const { user, state, api } = renderPage({}, guestState)
    const tracking = screen.getByRole('switch', { name: texts.tracking })
    expect(tracking).toHaveAttribute('aria-checked', 'false')
    await user.click(tracking)
    expect(tracking).toHaveAttribute('aria-checked', 'true')
    expect(state().tracking.isAllowed).toBe(true)
    expect(callsOf(api)).toEqual([])
    expect(screen.getByRole('heading', { name: purposes.privacyData.title })).toBeVisible()
    expect(screen.queryByText(texts.deletion)).not.toBeInTheDocument()
    expect(screen.getByRole('link', { name: texts.readPrivacy })).toHaveAttribute('href', '/privacy')
  })
})

describe('consents', () => {
  it('are listed with the time they were given and taken back', async () => {
    renderPage({ 'GET /v1/me/consents': () => ({ items: [withdrawn, record], nextCursor: null }) })
    expect(await screen.findByText('2026-11-25 10:20 在小程序同意；2026-11-25 11:00 在网页撤回')).toBeVisible()
    expect(screen.getByText('2026-11-25 10:20 在网页同意')).toBeVisible()
  })

  it('beyond three come on demand', async () => {
    const items = Array.from({ length: 5 }, (_, i) => ({ ...record, id: `c${i}` }))
    const { user } = renderPage({ 'GET /v1/me/consents': () => ({ items, nextCursor: null }) })
    const all = await screen.findByRole('button', { name: texts.historyAll(5) })
    expect(screen.getAllByText(/在网页同意/)).toHaveLength(3)
    await user.click(all)
    expect(screen.getAllByText(/在网页同意/)).toHaveLength(5)
  })

  it('that do not load can be asked for again', async () => {
    const server = { fails: true }
    const { user } = renderPage({
      'GET /v1/me/consents': () => {
        if (server.fails) throw offline()
        return { items: [record], nextCursor: null }
      },
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('网络断开了')
    server.fails = false
    await user.click(button('重新加载'))
    expect(await screen.findByText(/在网页同意/)).toBeVisible()
  })

  it('are taken back by a tap and a yes, and given again by a tap', async () => {
    const { user, api, state } = renderPage({
      'DELETE /v1/me/consents/agreement': () => makeMe({ consentVersion: null }),
      'PUT /v1/me/consents/analytics': () => makeMe({ analyticsConsentVersion: CONSENT_VERSION }),
    })
    api.me.update.mockResolvedValue(makeMe())
    await user.click(screen.getByRole('switch', { name: texts.tracking }))
    await waitFor(() => expect(screen.getByRole('switch', { name: texts.tracking })).toHaveAttribute('aria-checked', 'true'))
    await user.click(button(texts.withdraw))
    await user.click(within(await dialog(texts.withdrawTitle)).getByRole('button', { name: texts.withdrawConfirm }))
    expect(await screen.findByText(texts.withdrawn)).toBeVisible()
    const tracking = screen.getByRole('switch', { name: texts.tracking })
    expect(tracking).toHaveAttribute('aria-checked', 'false')
    expect(tracking).toBeDisabled()
    expect(state().session.status).toBe('member')
    await user.click(button(texts.agree))
    expect(await screen.findByText(texts.agreed(CONSENT_VERSION))).toBeVisible()
    expect(callsOf(api).filter((call) => call === 'GET /v1/me/consents').length).toBeGreaterThan(2)
  })

  it('that cannot be taken back now say so, and stand', async () => {
    const { user, state } = renderPage()
    await user.click(button(texts.withdraw))
    await user.click(within(await dialog(texts.withdrawTitle)).getByRole('button', { name: texts.withdrawConfirm }))
    await waitFor(() => expect(state().toast.message).toMatchObject({ tone: 'failed' }))
    expect(screen.getByText(texts.agreed(CONSENT_VERSION))).toBeVisible()
  })
})

describe('security 25: export', () => {
  it('hands over the file', async () => {
    const { user } = renderPage({ 'GET /v1/me/export': () => mine })
    await user.click(cell(texts.export))
    await user.click(await screen.findByRole('button', { name: texts.download }))
    expect(download).toHaveBeenCalledWith(expect.stringMatching(/-我的数据-2026-11-25\.json$/), JSON.stringify(mine, null, 2))
  })

  it('asks for a proof where one is due, sends the code to the own number, and goes on by itself', async () => {
    let isProven = false
    const { user, api } = renderPage({
      'GET /v1/me/export': () => {
        if (!isProven) throw problem('proof_required')
        return mine
      },
      'POST /v1/me/proof/sms-codes': () => ({ requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 }),
      'POST /v1/me/proof': ({ body }) => {
        if ((body as { smsCode: string }).smsCode !== '123456') throw problem('sms_code_invalid')
        isProven = true
      },
    })
    await user.click(cell(texts.export))
    expect(await screen.findByText(new RegExp(texts.proofWhy + '.*138\\*{4}8000'))).toBeVisible()
    await user.click(button('获取验证码'))
    await user.type(screen.getByLabelText('验证码'), '000000')
    await user.click(button(proof.submit))
    expect(await screen.findByRole('alert')).toHaveTextContent('验证码不对')
    await user.clear(screen.getByLabelText('验证码'))
    await user.type(screen.getByLabelText('验证码'), '123456')
    await user.click(button(proof.submit))
    expect(await screen.findByRole('button', { name: texts.download })).toBeVisible()
    expect(api.request).toHaveBeenCalledWith(expect.objectContaining({ path: '/v1/me/proof', body: { smsCode: '123456' } }))
  })

  it('that fails can be tried again, and a closed sheet shows nothing that comes later', async () => {
    const server = { fails: true }
    const { user, state } = renderPage({
      'GET /v1/me/export': () => {
        if (server.fails) throw offline()
        return mine
      },
    })
    await user.click(cell(texts.export))
    expect(await screen.findByText(/网络断开了，连上/)).toBeVisible()
    server.fails = false
    await user.click(button(texts.retry))
    expect(await screen.findByRole('button', { name: texts.download })).toBeVisible()
    expect(JSON.stringify(state())).not.toContain('13800138000')
  })
})

describe('security 25: deletion', () => {
  const dueAt = '2026-12-10T02:00:00.000Z'

  async function toTheQuestion(view: ReturnType<typeof renderPage>) {
    await view.user.click(cell(texts.deletion))
    expect(await screen.findByText(texts.goesItems[0] ?? '')).toBeVisible()
    expect(screen.getByText(texts.staysItems[0] ?? '')).toBeVisible()
    await view.user.click(button(texts.goOn))
    expect(await dialog(texts.sureTitle)).toBeVisible()
  }

  it('says what goes and what stays, asks twice, and leaves a guest who knows until when he can come back', async () => {
    const view = renderPage({ 'POST /v1/me/deletion': () => ({ deletionDueAt: dueAt }) })
    await toTheQuestion(view)
    expect(callsOf(view.api)).not.toContain('POST /v1/me/deletion')
    await view.user.click(button(texts.sure))
    expect(await screen.findByText(/12月10日会删除全部数据/)).toBeVisible()
    expect(view.state().session).toMatchObject({ status: 'guest', leftOnPurpose: true })
    expect(view.state().user.me).toBeNull()
    await view.user.click(button(texts.doneClose))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('asks for a proof where one is due, and then goes through', async () => {
    let isProven = false
    const view = renderPage({
      'POST /v1/me/deletion': () => {
        if (!isProven) throw problem('proof_required')
        return { deletionDueAt: dueAt }
      },
      'POST /v1/me/proof/sms-codes': () => ({ requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 }),
      'POST /v1/me/proof': () => {
        isProven = true
      },
    })
    await toTheQuestion(view)
    await view.user.click(button(texts.sure))
    await view.user.click(await screen.findByRole('button', { name: '获取验证码' }))
    await view.user.type(screen.getByLabelText('验证码'), '123456')
    await view.user.click(button(proof.submit))
    expect(await screen.findByText(/12月10日会删除全部数据/)).toBeVisible()
  })

  it('can be thought over, and a failure keeps the member', async () => {
    const view = renderPage()
    await toTheQuestion(view)
    await view.user.click(button(texts.sure))
    expect(await screen.findByRole('alert')).toHaveTextContent('网络断开了')
    expect(view.state().session.status).toBe('member')
    await view.user.click(button(texts.think))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })
})

test('an account without a number is told how to go on', async () => {
  const { user } = renderPage({ 'GET /v1/me/export': () => Promise.reject(problem('proof_required')) }, memberState({}, null))
  await user.click(cell(texts.export))
  expect(await screen.findByText(proof.noWay)).toBeVisible()
})
