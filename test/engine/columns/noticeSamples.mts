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

const seconds = (): number => Math.floor(Date.now() / 1000);

/** A delivery as n8n's Webhook step gives it. */
function delivered(entry: readonly object[]) {
	const body = JSON.stringify({ object: 'ad_account', entry });
	return {
		json: { headers: { 'x-hub-signature-256': signatureOf(body) }, query: {}, body: {} },
		binary: { data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } },
	};
}

const subscribe: Sample['prepare'] = (world) => {
	world.get('AdAccount', ACCOUNTS.eur).apps = new Map([[APP.id, APP.name]]);
};

/** Of a subscribed ad account alone. */
export const subscribedNotice = {
	prepare: subscribe,
	item: () => delivered([{ id: ACCOUNTS.eur.slice(4), time: seconds(), changes }]),
};

/** Changes of Meta Ads → Account → Get From Notification: of a subscribed ad account, one that is not, and without a time. */
export const noticeSample = (): Sample => {
	const { json, binary } = delivered([
		{ id: ACCOUNTS.eur.slice(4), time: seconds(), changes },
		{ id: ACCOUNTS.eur.slice(4), changes },
		{ id: ACCOUNTS.usd.slice(4), time: seconds(), changes },
		{ id: '0', changes },
	]);
	return { name: 'account.getFromNotification', form: {}, prepare: subscribe, items: [json], files: [binary] };
};
