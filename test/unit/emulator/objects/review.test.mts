import { ACCOUNTS, AD_SETS, ADS, CREATIVES } from '../../../../emulator/world/seedIds.mts';
import { useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const BASE = { name: 'Neu', adset_id: AD_SETS.eurNoBudget, creative: { creative_id: CREATIVES.eurLamp } };
const create = (params: Record<string, unknown>) => used.graph.post(`${ACCOUNTS.eur}/ads`, params);
const update = (id: string, params: Record<string, unknown>) => used.graph.post(id, params);
const read = async (id: string | undefined, fields: string) => (await used.graph.get(id ?? '', { fields })).body;
const status = async (id: string | undefined) => (await read(id, 'effective_status')).effective_status;
const hours = (count: number) => used.emulator.control.advanceClock(count * 3_600);
const control = async (body: unknown) =>
	(await fetch(`${used.emulator.url}/__emulator/review`, { method: 'POST', body: JSON.stringify(body) })).status;
const types = async (id: string) => {
	const { body } = await used.graph.get(`${id}/activities`, { fields: 'event_type,actor_name', limit: 100 });
	return (body.data ?? []).map(({ event_type, actor_name }) => [event_type, actor_name]);
};

describe('review', () => {
	it('ends as scripted for all that begin from now on, with feedback', async () => {
		const feedback = { global: { Alcohol: 'Ads that promote alcohol must comply with local laws.' } };
		expect(await control({ verdict: 'DISAPPROVED', seconds: 60, feedback })).toBe(200);
		const { body } = await create(BASE);
		hours(0.02);
		expect(await read(body.id, 'effective_status,ad_review_feedback')).toEqual({
			id: body.id,
			effective_status: 'DISAPPROVED',
			ad_review_feedback: feedback,
		});
		used.emulator.control.setLogReader({ age: 'older' });
		expect(await types(body.id ?? '')).toContainEqual(['ad_review_declined', 'Meta']);
		expect(await status(ADS.eurPendingReview)).toBe('DISAPPROVED'); // it was open
	});

	it('ends as scripted for one ad, at once with 0 seconds', async () => {
		const { body } = await create(BASE);
		expect(await control({ ad: body.id, verdict: 'DISAPPROVED', seconds: 0 })).toBe(200);
		expect(await status(body.id)).toBe('DISAPPROVED');
		expect((await read(body.id, 'ad_review_feedback')).ad_review_feedback).toHaveProperty(
			'placement_specific.facebook',
		);
		expect(await status(ADS.eurPendingReview)).toBe('PENDING_REVIEW');
		expect(await control({ ad: AD_SETS.eurBidCap, verdict: 'APPROVED' })).toBe(400);
		expect(await control({ verdict: 'PERHAPS' })).toBe(400);
	});

	it('begins again with another creative, not with another name or status', async () => {
		await update(ADS.eurDisapproved, { name: 'x', status: 'PAUSED' });
		expect(await status(ADS.eurDisapproved)).toBe('DISAPPROVED');
		await update(ADS.eurDisapproved, { creative: { creative_id: CREATIVES.eurLamp }, status: 'ACTIVE' });
		expect(await status(ADS.eurDisapproved)).toBe('PENDING_REVIEW');
		hours(1.1);
		expect(await read(ADS.eurDisapproved, 'effective_status,ad_review_feedback')).toEqual({
			id: ADS.eurDisapproved,
			effective_status: 'ACTIVE',
		});
	});

	it("begins again for an ad set's living ads with other targeting", async () => {
		await update(AD_SETS.eurNoBudget, { name: 'x', daily_budget: 1_100 });
		expect(await status(ADS.eurNoBudget1)).toBe('ACTIVE');
		await update(AD_SETS.eurNoBudget, { targeting: { geo_locations: { countries: ['AT'] } } });
		expect(await status(ADS.eurNoBudget1)).toBe('PENDING_REVIEW');
		expect(await status(ADS.eurPaused)).toBe('PENDING_REVIEW');
		expect(await status(ADS.eurArchived)).toBe('ARCHIVED');
		expect(await status(ADS.eurWithIssues)).toBe('WITH_ISSUES');
	});

	it('is forgotten for a deleted ad and by a reset', async () => {
		await used.graph.delete(ADS.eurPendingReview);
		hours(1.1);
		expect(await status(ADS.eurPendingReview)).toBe('DELETED');
		expect((await types(ADS.eurPendingReview)).map(([, who]) => who)).not.toContain('Meta');
		await control({ verdict: 'DISAPPROVED', seconds: 0 });
		used.emulator.control.reset();
		expect(await status((await create(BASE)).body.id)).toBe('PENDING_REVIEW');
	});
});
