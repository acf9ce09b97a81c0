import type { IDataObject } from 'n8n-workflow';

import { AD_SETS, PIXELS } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { emulatorCredential, byId, runNode, type NodeResult } from '../support/harness.mts';
import { order } from '../support/conversions.mts';
import { autoMap } from '../support/members.mts';
import { bodyOf, give, type RecordedAnswer } from './answer.mts';

/** Operations that read one answer, and what they are asked with: ids come from the answer itself. */
interface OperationProbe {
	readonly node?: string;
	readonly parameters: (ids: AnswerIds) => IDataObject;
	/** What the answer is given for. */
	readonly path: (ids: AnswerIds) => string;
	readonly method?: string;
	readonly items?: readonly IDataObject[];
}

interface AnswerIds {
	readonly id: string;
	readonly account: string;
}

const ownId = ({ id }: AnswerIds): string => id;
const object = (resource: string, more: IDataObject = {}): OperationProbe => ({
	parameters: ({ id, account }) => ({
		resource,
		operation: 'get',
		adAccount: byId(account),
		[resource]: byId(id),
		...more,
	}),
	path: ownId,
});

/** An ID as Meta gives it to a video. */
const VIDEO = '1500000000000001';

const all = { options: { allColumns: true } };
const contacts = [{ email: 'a@example.com' }, { email: 'b@example.com' }];

export const operationProbes: Readonly<Record<string, OperationProbe>> = {
	'account.getMany': {
		parameters: () => ({ resource: 'account', operation: 'getMany', returnAll: true, ...all }),
		path: () => 'me/adaccounts',
	},
	'account.get': {
		parameters: ({ account }) => ({ resource: 'account', operation: 'get', adAccount: byId(account), ...all }),
		path: ({ account }) => account,
	},
	'campaign.get': object('campaign', all),
	'adSet.get': object('adSet', all),
	'creative.get': object('creative', all),
	'adSet.full': object('adSet', all),
	'account.getMinimumBudgets': {
		parameters: ({ account }) => ({ resource: 'account', operation: 'getMinimumBudgets', adAccount: byId(account) }),
		path: ({ account }) => `${account}/minimum_budgets`,
	},
	'account.checkAccess': {
		parameters: ({ account }) => ({ resource: 'account', operation: 'checkAccess', adAccount: byId(account) }),
		path: () => 'debug_token',
	},
	'image.getMany': {
		parameters: ({ account }) => ({
			...{ resource: 'image', operation: 'getMany', adAccount: byId(account), returnAll: true },
			...all,
		}),
		path: ({ account }) => `${account}/adimages`,
	},
	'video.get': {
		parameters: ({ account }) => ({
			resource: 'video',
			operation: 'get',
			adAccount: byId(account),
			video: byId(VIDEO),
		}),
		path: () => VIDEO,
	},
	'targeting.search': {
		parameters: () => ({ resource: 'targeting', operation: 'search', targetingType: 'interests', query: 'a' }),
		path: () => 'search',
	},
	'targeting.estimate': {
		parameters: ({ account }) => ({
			...{ resource: 'targeting', operation: 'estimate', adAccount: byId(account), estimateFor: 'targeting' },
			targeting: { geo_locations: { countries: ['US'] } },
		}),
		path: ({ account }) => `${account}/reachestimate`,
	},
	'targeting.estimateAdSet': {
		parameters: ({ account }) => ({
			...{ resource: 'targeting', operation: 'estimate', adAccount: byId(account), estimateFor: 'adSet' },
			adSet: byId(AD_SETS.usdCboA),
		}),
		path: () => `${AD_SETS.usdCboA}/delivery_estimate`,
	},
	'ad.checkReview': {
		parameters: ({ id, account }) => ({
			...{ resource: 'ad', operation: 'checkReview', adAccount: byId(account), ad: byId(id) },
			...all,
		}),
		path: ownId,
	},
	'audience.getMany': {
		node: 'metaAudiences',
		parameters: ({ account }) => ({
			...{ resource: 'audience', operation: 'getMany', adAccount: byId(account), returnAll: true },
			...all,
		}),
		path: ({ account }) => `${account}/customaudiences`,
	},
	'audience.get': {
		node: 'metaAudiences',
		parameters: ({ id, account }) => ({
			...{ resource: 'audience', operation: 'get', adAccount: byId(account), audience: byId(id) },
			...all,
		}),
		path: ownId,
	},
	'member.add': {
		node: 'metaAudiences',
		parameters: ({ account }) => ({
			resource: 'member',
			operation: 'add',
			adAccount: byId(account),
			audience: byId('120214000000000001'),
			columns: autoMap,
			consent: 'everybody',
			minimumRows: 0,
			...all,
		}),
		path: () => '120214000000000001/users',
		method: 'POST',
		items: contacts,
	},
	'event.send': {
		node: 'metaConversions',
		parameters: ({ account }) => ({
			...{ resource: 'event', operation: 'send', adAccount: byId(account), dataset: byId(PIXELS.usd) },
			consent: 'everybody',
		}),
		path: () => `${PIXELS.usd}/events`,
		method: 'POST',
		items: [order(1, Math.floor(Date.now() / 1000) - 3600)],
	},
};

/** The answer's own object and account; the emulator's first account where it names none. */
function idsIn(answer: RecordedAnswer, emulator: Emulator): AnswerIds {
	const { id, account_id: account } = JSON.parse(bodyOf(answer, emulator.world.clock.now())) as IDataObject;
	return { id: String(id ?? ''), account: `act_${String(account ?? '1001000000000001').replace(/^act_/, '')}` };
}

/** What the operation makes of the answer. */
export async function readBy(probe: OperationProbe, answer: RecordedAnswer, emulator: Emulator): Promise<NodeResult> {
	const ids = idsIn(answer, emulator);
	const named = { ...answer, body: bodyOf(answer, emulator.world.clock.now()).replaceAll('{{video}}', VIDEO) };
	give(emulator, named, probe.path(ids), probe.method ?? 'GET');
	return await runNode({
		node: probe.node,
		credential: emulatorCredential(emulator.url),
		parameters: probe.parameters(ids),
		...(probe.items === undefined ? {} : { items: [...probe.items] }),
	});
}
