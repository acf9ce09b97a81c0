import { z } from 'zod';

import { isPassing, type CheckFinding } from '../../../meta/finding';
import { readPageFacts } from '../../../meta/gates/pageGates';
import { leadPageField } from '../../../meta/leads/fields';
import { readTokenFacts, type TokenFacts } from '../../../meta/token';
import { textCell } from '../../../shared/reading/cells';
import { assumeDefault, mayBeEmpty, rewordField } from '../../../shared/form/field';
import { formOf, type ParamsIn } from '../../../shared/form/form';
import { decimal, listedChoices, toggle } from '../../../shared/form/kinds';
import { GraphFailure } from '../../../shared/graph/error';
import { readRows } from '../../../shared/graph/pages';
import { optionsField } from '../../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../../shared/node/operation';
import { adAccountLocator, picker } from '../../../shared/node/pickers/locators';
import type { Session } from '../../../shared/node/session/session';
import { accessRow } from './accessRow';
import { leadProblem, withLeads } from './leadAccess';
import { readAccountParts } from './accountParts';
import { gateRows } from './gateRows';
import type { AccessFacts } from './gateStates';
import { tokenPermissions, usuallyNeeded } from './permissions';
import { byLabel } from '../../../shared/words';

const warnDaysOption = assumeDefault(
	decimal({
		displayName: 'Warn Before Expiry (Days)',
		name: 'warnDays',
		default: '14',
		least: 0,
		most: 365,
		description: 'How many days before the token expires you are warned',
	}),
);

/** Expressions may ask for permissions that ads do without. */
const neededOption = assumeDefault(
	listedChoices(
		{
			displayName: 'Required Permissions',
			name: 'neededPermissions',
			options: tokenPermissions
				.map(({ name, label, blocks }) => ({ name: label, value: name, description: `${name}: needed for ${blocks}` }))
				.sort(byLabel),
			default: [...usuallyNeeded],
			description:
				'Permissions that your workflow needs. The check reports missing ones. For read-only workflows, choose only Read Ads and Reports.',
		},
		z.array(z.string()),
	),
);

const leadPageOption = rewordField(leadPageField, {
	displayName: 'Page With Leads',
	description: 'A Facebook page whose leads you want to read. The check then also finds what blocks them.',
});

const adsPageOption = picker({
	label: 'Page With Ads',
	parameter: 'adsPage',
	description: 'A Facebook page that runs ads. The check then also finds what blocks its ads.',
	search: 'searchOwnPages',
	idExample: '1234567890123456',
});

const eachGateOption = assumeDefault(
	toggle({
		displayName: 'One Row per Gate',
		name: 'eachGate',
		default: false,
		description: 'Whether to return each gate with its state, what it blocks and what opens it',
	}),
);

const form = formOf(
	rewordField(mayBeEmpty(adAccountLocator), {
		description: 'The ad account to check. Leave empty to check all that the token can access.',
		default: { mode: 'list', value: '' },
	}),
	optionsField(warnDaysOption, neededOption, leadPageOption, adsPageOption, eachGateOption),
);

type Params = ParamsIn<typeof form>;

export const checkAccess = defineOperation({
	value: 'checkAccess',
	name: 'Check Access',
	action: 'Check access to ad accounts',
	description: 'Check what the token may do, when it expires, and the state of each ad account',
	effect: 'read',
	form,
	perform: async (session, jobs, settings) => {
		const token = await readTokenFacts(session);
		return await eachItem(async (inner, params: Params) => await check(inner, params, token))(session, jobs, settings);
	},
});

async function check(session: Session, { adAccount, options }: Params, token: TokenFacts): Promise<Row[]> {
	const listing = adAccount === undefined ? await findAccounts(session) : { value: [adAccount] };
	const accounts = await readAccountParts(session, listing.value ?? []);
	const parts: Array<CheckFinding<unknown>> = [
		token.owner,
		token.granted,
		token.details,
		listing,
		...accounts.map(({ core }) => core),
	];
	// Meta being unreachable or busy says nothing about access: that is a failure of this step, and may be tried again.
	if (parts.every((part) => isPassing(part) || part === listing)) throw token.owner.failure;
	const rules = {
		now: session.graph.serverTime() ?? session.now(),
		warnDays: options.warnDays,
		needed: options.neededPermissions,
	};
	const subjects = accounts.length > 0 ? accounts : [undefined];
	const looks = await Promise.all(
		subjects.map(async (account): Promise<AccessFacts> => {
			const { adsPage } = options;
			const page = adsPage === undefined ? undefined : await readPageFacts(session.graph, account?.id, adsPage);
			return { token, account, listing, page, health: session.graph.health };
		}),
	);
	if (options.eachGate) return looks.flatMap((facts) => gateRows(facts, rules)).map((json) => ({ json }));
	const rows = looks.map((facts) => accessRow(facts, rules));
	if (options.page === undefined) return rows.map((json) => ({ json }));
	const problem = await leadProblem(session, options.page);
	return rows.map((row) => ({ json: withLeads(row, problem) }));
}

async function findAccounts(session: Session): Promise<CheckFinding<string[]>> {
	const request = { method: 'GET' as const, path: 'me/adaccounts', params: { fields: 'id' }, effect: 'read' as const };
	return await readRows(session.graph, request, Infinity).then(
		(rows): CheckFinding<string[]> => {
			const ids = rows.flatMap(({ id }) => textCell(id) ?? []);
			const missing = rows.length - ids.length;
			if (missing > 0) {
				const message = `Meta listed ${missing} of ${rows.length} ad accounts without an ID: they are missing here. Run the step again.`;
				session.n8n.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
			}
			return { value: ids };
		},
		async (thrown: unknown): Promise<CheckFinding<string[]>> =>
			thrown instanceof GraphFailure ? { failure: thrown } : await Promise.reject(thrown),
	);
}
