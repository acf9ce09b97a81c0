import { signatureOf } from '../../../emulator/leads/delivery.mts';
import { ACCOUNTS, ADS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { APP } from '../../../emulator/world/tokens.mts';
import type { Sample } from './samples.mts';

const changes = [
	{
		field: 'field_changed',
		value: { object_id: ADS.eurDisapproved, object_type: 'ad', changed_fields: ['effective_status'] },
	},
	{ field: 'in_process_ad_objects', value: { id: CAMPAIGNS.eurNoBudget, level: 'CAMPAIGN', status_name: 'ACTIVE' } },
	{ field: 'ad_recommendations', value: { ad_object_ids: [ADS.eurPaused], recommendation_type: 'MUSIC' } },
	{ field: 'something_new', value: {} },
];

/** Of a subscribed ad account, one that is not, and without a time: a delivery as n8n's Webhook step gives it. */
const notices = (): string =>
	JSON.stringify({
		object: 'ad_account',
		entry: [
			{ id: ACCOUNTS.eur.slice(4), time: Math.floor(Date.now() / 1000), changes },
			{ id: ACCOUNTS.eur.slice(4), changes },
			{ id: ACCOUNTS.usd.slice(4), time: Math.floor(Date.now() / 1000), changes },
			{ id: '0', changes },
		],
	});

/** Changes of Meta Ads → Account → Get From Notification. */
export const noticeSample = (): Sample => {
	const body = notices();
	return {
		name: 'account.getFromNotification',
		form: {},
		prepare: (world) => {
			world.get('AdAccount', ACCOUNTS.eur).apps = new Map([[APP.id, APP.name]]);
		},
		items: [{ headers: { 'x-hub-signature-256': signatureOf(body) }, query: {}, body: {} }],
		files: [{ data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } }],
	};
};
