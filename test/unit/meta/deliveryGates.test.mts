import { audienceTermsGate, paymentGate } from '../../../nodes/meta/gates/accountGates.ts';
import { deliveryChecks, type LaunchKind } from '../../../nodes/meta/gates/delivery.ts';
import type { GraphClient } from '../../../nodes/shared/graph/client.ts';
import type { GraphRequest } from '../../../nodes/shared/graph/request.ts';

/** What Meta leaves out of an answer, or says in another shape, is unknown: it opens no gate and shuts none. */

const NOW = Date.parse('2026-11-25T12:00:00Z');

async function stateOf(kind: LaunchKind, body: object, name: string): Promise<unknown> {
	const graph = {
		sendMany: async (requests: readonly GraphRequest[]) =>
			requests.map(({ path }) => ({ answer: { body: path === 'act_1' ? {} : body, headers: {} } })),
	} as unknown as GraphClient;
	const checks = await deliveryChecks(graph, kind, 'act_1', ['7'], NOW);
	return checks.get('7')?.find((check) => check.name === name)?.state.state;
}

const on = { status: 'ACTIVE' };

it.each([
	['an ad without what is above it', 'ads', {}, 'unknown'],
	['an ad without its campaign', 'ads', { adset: on }, 'unknown'],
	['an ad whose ad set shows no status', 'ads', { adset: {}, campaign: on }, 'unknown'],
	['an ad set whose campaign is null', 'adsets', { campaign: null }, 'unknown'],
	['a pause, though the campaign is unknown', 'ads', { adset: { status: 'PAUSED' } }, 'shut'],
	['all active', 'ads', { adset: on, campaign: on }, 'open'],
	['an ad set of an active campaign', 'adsets', { campaign: on }, 'open'],
] as const)('above: %s', async (_what, kind, body, state) => {
	expect(await stateOf(kind, body, 'above')).toBe(state);
});

it.each([
	['no end', 'campaigns', {}, 'open'],
	['an end in 1970', 'campaigns', { stop_time: '1970-01-01T00:00:00+0000' }, 'open'],
	['an end without an offset', 'campaigns', { stop_time: '2026-11-24 10:00' }, 'unknown'],
	['an end that is no text', 'adsets', { end_time: { at: 1 }, campaign: on }, 'unknown'],
	['an ad whose ad set is not shown', 'ads', { campaign: on }, 'unknown'],
	['an end that has passed, another unreadable', 'adsets', { end_time: '2026-11-24T10:00:00+0000' }, 'shut'],
	['its own end not yet', 'ads', { ad_schedule_end_time: '2026-11-26T10:00:00+0000', adset: on, campaign: on }, 'open'],
] as const)('schedule: %s', async (_what, kind, body, state) => {
	expect(await stateOf(kind, body, 'schedule')).toBe(state);
});

it.each([
	[4_821_773, 'open'],
	['120000000000000001', 'open'],
	[0, 'shut'],
	['0', 'shut'],
	['', 'shut'],
	[null, 'shut'],
	[{ id: '1' }, 'unknown'],
] as const)('a payment method of %j is %s', (source, state) => {
	const account = { funding_source: source, user_tasks: ['MANAGE'], account_status: 1 };
	expect(paymentGate(account as never).state).toBe(state);
});

it.each([
	[{ custom_audience_tos: 1 }, 'open'],
	[{ custom_audience_tos: '1' }, 'open'],
	[{ custom_audience_tos: '0' }, 'shut'],
	[[], 'shut'],
	[null, 'unknown'],
] as const)('terms of %j are %s', (terms, state) => {
	expect(audienceTermsGate({ tos_accepted: terms } as never).state).toBe(state);
});
