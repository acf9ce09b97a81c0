import { ACCOUNTS, CAMPAIGNS, PAGES } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

/** Ads that open the messenger Meta picks. */

const used = useEmulator();
const { usd } = ACCOUNTS;

const adSet = async (more: Record<string, unknown> = {}) =>
	await used.graph.post(`${usd}/adsets`, {
		name: 'Chats',
		campaign_id: CAMPAIGNS.usdNoBudget,
		billing_event: 'IMPRESSIONS',
		optimization_goal: 'CONVERSATIONS',
		destination_type: 'MESSAGING_MESSENGER_WHATSAPP',
		promoted_object: { page_id: PAGES.usd },
		targeting: { geo_locations: { countries: ['US'] } },
		daily_budget: 2_000,
		status: 'PAUSED',
		...more,
	});
const campaign = async (more: Record<string, unknown>): Promise<string> => {
	const base = { name: 'Chats', objective: 'OUTCOME_TRAFFIC', special_ad_categories: [], status: 'PAUSED' };
	const { body } = await used.graph.post(`${usd}/campaigns`, {
		...base,
		is_adset_budget_sharing_enabled: false,
		...more,
	});
	return String(body.id);
};
const refuse = async (more: Record<string, unknown>) => codes(await adSet(more));

it('an ad set takes several messengers, and ads that open the same', async () => {
	const { body, status } = await adSet();
	expect(status).toBe(200);
	const creative = async (...apps: Array<[type: string, app: string]>) => {
		const call_to_actions = apps.map(([type, app_destination]) => ({
			type,
			value: { app_destination, link: 'https://example.com' },
		}));
		const { body: made } = await used.graph.post(`${usd}/adcreatives`, {
			name: 'Chats',
			object_story_spec: { page_id: PAGES.usd, link_data: { link: 'https://fb.com/messenger_doc/' } },
			asset_feed_spec: { optimization_type: 'DOF_MESSAGING_DESTINATION', call_to_actions },
		});
		return made.id;
	};
	const ad = async (creative_id: unknown) =>
		await used.graph.post(`${usd}/ads`, { name: 'Chat', adset_id: body.id, creative: { creative_id } });
	const messenger: [string, string] = ['MESSAGE_PAGE', 'MESSENGER'];
	expect((await ad(await creative(messenger, ['WHATSAPP_MESSAGE', 'WHATSAPP']))).status).toBe(200);
	expect(codes(await ad(await creative(messenger, ['INSTAGRAM_MESSAGE', 'INSTAGRAM_DIRECT'])))).toBe('100/-');
});

it('needs the goal, the objective, a page and its WhatsApp number', async () => {
	expect(await refuse({ optimization_goal: 'LINK_CLICKS' })).toBe('100/-');
	expect(await refuse({ campaign_id: await campaign({ objective: 'OUTCOME_LEADS' }) })).toBe('100/-');
	expect(await refuse({ promoted_object: {} })).toBe('100/-');
	used.emulator.world.get('Page', PAGES.usd).fields.has_whatsapp_business_number = false;
	expect(await refuse({})).toBe('100/1487246');
	expect((await adSet({ destination_type: 'MESSAGING_INSTAGRAM_DIRECT_MESSENGER' })).status).toBe(200);
});

it('takes no special ad category', async () => {
	const special = { special_ad_categories: ['EMPLOYMENT'], special_ad_category_country: ['US'] };
	expect(await refuse({ campaign_id: await campaign(special) })).toBe('100/-');
	expect((await adSet({ campaign_id: await campaign({}) })).status).toBe(200);
});
