import { field, mayBeEmpty, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { optionsField } from '../../shared/node/commonFields';
import { runsAsTool } from '../../shared/node/session/openSession';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountId } from '../../shared/node/pickers/ids';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import { earlierReportField, requireSame } from './report/earlierReport';

const levelChoices = [
	{
		name: 'Show Plan',
		value: 'plan',
		description: 'Calls nothing. Shows which calls each level makes, and what quota they use.',
	},
	{ name: 'Read Only', value: 'readOnly', description: 'Every read operation once, with small limits' },
	{
		name: 'Read and Validate Only',
		value: 'validateOnly',
		description: 'The same, plus creates and updates that Meta only validates',
	},
	{
		name: 'Meta Sandbox Ad Account',
		value: 'sandbox',
		description: 'The same, plus real creates, changes and deletes. Only in a test account made by Meta.',
	},
] as const;

const form = formOf(
	adAccountLocator,
	choice({
		displayName: 'Level',
		name: 'level',
		noDataExpression: true,
		options: levelChoices,
		default: 'plan',
		description: 'How far the check goes. Only a person can choose it: it takes no expression, and agents are refused.',
	}),
	shownWhen(
		{ level: ['sandbox'] },
		field(
			{
				displayName: 'Sandbox Ad Account ID',
				name: 'sandboxAccount',
				type: 'string',
				default: '',
				placeholder: 'e.g. act_1234567890',
				description: 'Enter the ad account’s ID again, to rule out a mix-up',
			},
			adAccountId,
		),
	),
	shownWhen({ level: ['readOnly', 'validateOnly', 'sandbox'] }, mayBeEmpty(earlierReportField)),
	optionsField(),
);

type Params = ParamsIn<typeof form>;

/** The account is named twice where things are really made. */
const accountProblem = ({ adAccount, level, sandboxAccount }: Params): InputProblem | null =>
	level !== 'sandbox' || sandboxAccount === adAccount
		? null
		: new InputProblem(
				['sandboxAccount'],
				'is not the chosen ad account',
				'Enter the ID of the sandbox ad account that is chosen above.',
			);

/** The level takes no expression, so a model can only come as a tool. */
function requirePerson({ n8n }: Session): void {
	if (!runsAsTool(n8n)) return;
	throw new InputProblem(
		['level'],
		'has to be chosen by a person',
		'Run the self-check from a workflow of its own, not as a tool of an agent.',
	);
}

export const selfCheck = defineOperation({
	value: 'selfCheck',
	name: 'Self-Check',
	action: 'Check the package against an ad account',
	description: 'Check how Meta answers this package’s calls in a real ad account, and get an anonymous report',
	effect: 'write',
	form,
	rule: accountProblem,
	perform: eachItem(async (session, params, _index, _settings, resources = {}) => {
		const { level, adAccount } = params;
		requirePerson(session);
		const { carryOutCheck: carryOut, planRow, resultRow, steps } = await import('./checking');
		if (level === 'plan') return [planRow(steps)];
		const { earlierReport: earlier } = params;
		const { environment, version: apiVersion } = session.graph;
		requireSame(earlier, { level, environment, apiVersion });
		const metaAds = await Promise.all(Object.values(resources).map(async (read) => await read()));
		const check = { level, account: adAccount, steps, tables: { metaAds }, earlier };
		return [await resultRow(session, await carryOut(session, check))];
	}),
});
