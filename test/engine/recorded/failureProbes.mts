import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS, PAGES } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { mp4 } from '../../pictures.mts';
import { byId, emulatorCredential, runNode, type NodeRun } from '../support/harness.mts';
import { file } from '../support/media.mts';
import { autoMap } from '../support/members.mts';
import { give, type RecordedAnswer } from './answer.mts';

/** What steps say of an error that Meta answered, and whether they ask again. */
export interface FailureVerdict {
	readonly kind?: string;
	readonly field?: string;
	/** How often the call that failed was sent. */
	readonly calls: number;
	/** Our own sentence and Meta's, without anything of the request. */
	readonly told: string;
}

interface FailureProbe {
	readonly node?: string;
	readonly parameters: IDataObject;
	/** The call that is answered so. */
	readonly path: string;
	readonly method: string;
	readonly items?: readonly IDataObject[];
	readonly files?: NodeRun['files'];
}

const AUDIENCE = '120214000000000001';

export const failureProbes: Readonly<Record<string, FailureProbe>> = {
	'fail-read': {
		parameters: { resource: 'campaign', operation: 'get', campaign: byId(CAMPAIGNS.usdCbo) },
		path: CAMPAIGNS.usdCbo,
		method: 'GET',
	},
	'fail-write': {
		parameters: {
			resource: 'campaign',
			operation: 'update',
			campaign: byId(CAMPAIGNS.usdCbo),
			updateFields: { name: 'Another name' },
		},
		path: CAMPAIGNS.usdCbo,
		method: 'POST',
	},
	'fail-insights': {
		node: 'metaInsights',
		parameters: { operation: 'get', options: { strategy: 'sync' } },
		path: `${ACCOUNTS.usd}/insights`,
		method: 'GET',
	},
	'fail-forms': {
		node: 'metaLeads',
		parameters: { resource: 'form', operation: 'getMany', page: byId(PAGES.usd) },
		path: `${PAGES.usd}/leadgen_forms`,
		method: 'GET',
	},
	'fail-users': {
		node: 'metaAudiences',
		parameters: {
			...{ resource: 'member', operation: 'add', audience: byId(AUDIENCE), columns: autoMap },
			...{ consent: 'everybody', minimumRows: 0 },
		},
		path: `${AUDIENCE}/users`,
		method: 'POST',
		items: [{ email: 'a@example.com' }, { email: 'b@example.com' }],
	},
	'fail-video': {
		parameters: { resource: 'video', operation: 'upload' },
		path: `${ACCOUNTS.usd}/advideos`,
		method: 'POST',
		files: [file(mp4(1024), 'steam.mp4')],
	},
};

/** The step's own words for the answer. */
export async function failedBy(
	probe: FailureProbe,
	answer: RecordedAnswer,
	emulator: Emulator,
): Promise<FailureVerdict> {
	give(emulator, answer, probe.path, probe.method);
	const { rows, error } = await runNode({
		node: probe.node,
		credential: emulatorCredential(emulator.url),
		parameters: { adAccount: byId(ACCOUNTS.usd), ...probe.parameters },
		onError: 'continueRegularOutput',
		...(probe.items === undefined ? {} : { items: [...probe.items] }),
		...(probe.files === undefined ? {} : { files: probe.files }),
	});
	const failedCalls = emulator.log.filter(({ method, path }) => method === probe.method && path === probe.path);
	const row = rows.find(({ error: said }) => said !== undefined);
	const details = row?.details as IDataObject | undefined;
	return {
		kind: details?.kind as string | undefined,
		field: details?.blamedField as string | undefined,
		calls: failedCalls.length,
		told: [row?.error, details?.advice, error?.message].filter(Boolean).join(' '),
	};
}
