import { set } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, AUDIENCES, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { isHolding, type Field } from '../../../nodes/shared/form/field.ts';
import { needsNoDecline, permitsOf } from '../../../nodes/shared/form/permits.ts';
import type { Operation } from '../../../nodes/shared/node/operation.ts';
import { nodeOf, operationOf, operationsByName, steps as workingSteps } from '../cancel/steps.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** What a person has declined, or what nobody can read as a yes, is carried out by no switch and deletes nothing. */

const bench = useBench();

/** Each step of the page on proposals that a no beats, with all that it needs. */
const steps: Array<[string, NodeRun['node'], string, IDataObject]> = [
	[
		'Allow Large Change of a campaign',
		'metaAds',
		'update',
		{ campaign: byId(CAMPAIGNS.usdCbo), updateFields: { dailyBudget: 500 }, options: { allowLargeChange: true } },
	],
	[
		'Remove Spending Limit',
		'metaAds',
		'update',
		{ campaign: byId(CAMPAIGNS.usdHousing), updateFields: { removeSpendCap: true } },
	],
	[
		'Emergency of the guard',
		'metaBudgetGuard',
		'adjustBudget',
		{
			resource: undefined,
			adAccount: byId(ACCOUNTS.eur),
			objectType: 'adSet',
			adSet: byId(AD_SETS.eurNoBudget),
			change: 'percent',
			percent: -10,
			ceiling: 100,
			dryRun: false,
			guards: { emergency: true },
		},
	],
	[
		'Delete Even if Used',
		'metaAudiences',
		'delete',
		{ resource: 'audience', audience: byId(AUDIENCES.usdNewsletter), options: { evenIfUsed: true } },
	],
];

describe.each(steps)('%s', (_title, node, operation, parameters) => {
	it.each([false, 'no', null, 'later', ''])('the answer %p is refused, and nothing is sent', async (approved) => {
		const items = [{ data: { approved: approved as string } }];
		const { error } = await bench.run(operation, parameters, { node, items });
		expect(error?.message).toMatch(/ is on, and the answer in the input is not a yes \(data\.approved\)$/);
		expect(bench.writes()).toEqual([]);
	});

	it.each([[{ data: { approved: true } }], [{}], [{ data: {} }]])('%j stops nothing', async (item) => {
		const { error } = await bench.run(operation, parameters, { node, items: [item as IDataObject] });
		expect(error?.message ?? '').not.toContain('the answer in the input');
	});
});

it('of several items only those are refused whose person has declined', async () => {
	const items = [true, false, true].map((approved) => ({ data: { approved } }));
	const target = { resource: 'ad', ad: byId(ADS.usdCboA1) };
	const { rows } = await bench.run('delete', target, { items, onError: 'continueRegularOutput' });
	expect(rows.map((row) => (row.error === undefined ? 'deleted' : 'refused'))).toEqual([
		'deleted',
		'refused',
		'deleted',
	]);
});

const writes = Object.entries(operationsByName).filter(([, { effect }]) => effect === 'write');
const NOT_A_YES = 'and the answer in the input is not a yes (data.approved)';

/** What comes of a write behind a no, with a form that works otherwise. */
async function declined(name: string, form: IDataObject = {}): Promise<string | undefined> {
	const step = workingSteps.find((one) => operationOf(one) === name);
	const [resource, operation] = name.split('.');
	const items = (step?.items ?? [{}]).map((item) => ({ ...item, data: { approved: false } }));
	const parameters = { resource, ...step?.form, ...form };
	const { error } = await bench.run(operation ?? '', parameters, { node: nodeOf({ name }), items });
	return error?.message;
}

/** Writes that a workflow can do on purpose after a no, such as a pause. A switch that lets more happen is beaten there, too. */
const goesOn: Readonly<Record<string, readonly string[]>> = {
	'what is new is paused, unless the form says otherwise': [
		...[
			'campaign.create',
			'adSet.create',
			'ad.create',
			'creative.create',
			'ad.createFromFile',
			'ad.createFromPost',
			'ad.splitTest',
		],
		...['campaign.duplicate', 'adSet.duplicate', 'ad.duplicate', 'audience.create', 'lookalike.create'],
		...['customConversion.create', 'form.create', 'testLead.create', 'image.upload', 'video.upload'],
	],
	'it ends spending': ['campaign.pause', 'adSet.pause', 'ad.pause'],
	'it can be changed back, and within limits': [
		...['campaign.update', 'adSet.update', 'ad.update', 'creative.update', 'audience.update', 'audience.share'],
		...['customConversion.update', 'budgetSchedule.create', 'form.archive', 'page.subscribe', 'page.unsubscribe'],
		...['account.subscribe', 'account.unsubscribe'],
	],
	'the limits of its own form decide, and Approved of Apply Approved Changes': [
		...['step.adjustBudget', 'step.adjustBid', 'step.adjustRoasFloor', 'step.stopLoss', 'step.applyProposal'],
		...['ad.rotate', 'campaign.keepToHours', 'adSet.keepToHours', 'ad.keepToHours', 'account.selfCheck'],
	],
	'the people themselves have agreed or not': [
		...['member.add', 'member.remove', 'member.replace', 'member.sync', 'event.send'],
	],
};

describe('no write is forgotten', () => {
	const stopped = writes.filter(([, { value }]) => needsNoDecline.has(value)).map(([name]) => name);

	it('each is stopped by a no, or goes on for a reason', () => {
		expect([...stopped, ...Object.values(goesOn).flat()].sort()).toEqual(writes.map(([name]) => name).sort());
	});

	it.each(stopped)('%s is refused, and nothing is sent', async (name) => {
		expect(await declined(name)).toContain(NOT_A_YES);
		expect(bench.writes()).toEqual([]);
	});

	it.each(Object.values(goesOn).flat())('%s is not refused for the answer', async (name) => {
		expect((await declined(name, { options: {} })) ?? '').not.toContain('the answer in the input');
	});
});

describe('no switch is forgotten', () => {
	/** Switches that let nothing more happen than the form says without them, or whose limits stand all the same. */
	const harmless = new Set([
		...[
			'validateOnly',
			'dryRun',
			'dryRunInEditor',
			'checkPolicies',
			'allColumns',
			'keptToHours',
			'deepCopy',
			'deepRename',
			'keepSpaces',
		],
		...[
			'advantageAudience',
			'otherDevices',
			'unknownAges',
			'dynamicCreative',
			'shareBudget',
			'endCard',
			'optimizeOrder',
			'valueBased',
		],
		...['prefill', 'exclusionOnly', 'allowInternationalSeeds', 'limitedDataUse', 'measureOnly', 'higherIntent'],
		...['verifyPhone', 'workEmailOnly'],
		// The address is checked again when the file is fetched, and a person has chosen it.
		'allowPrivateAddresses',
		// At most half of the list leaves, and only who has not agreed.
		'removeWithoutConsent',
		// The list becomes what the items are, with or without it.
		'restartUnfinished',
		// All other limits of the guard stand.
		...['actOnUnknownLearning', 'tightenWhileLearning'],
		// An approved ad takes its place, and all limits of the rotation stand.
		'replaceTired',
		// It is the answer, and a no in the input beats it.
		'approved',
	]);
	const switchesOf = (fields: readonly Field[]): string[] =>
		fields.flatMap((one) => [
			...(one.property.type === 'boolean' ? [one.property.name] : []),
			...(isHolding(one) ? switchesOf(one.entries) : []),
		]);
	const permits = writes.flatMap(([name, { form }]: [string, Operation]) =>
		permitsOf(form.fields).map((path) => [name, path.join('.')] as const),
	);

	it('each lets more happen, and a no beats it, or is harmless for a reason', () => {
		const permitting = new Set(permits.map(([, path]) => path.split('.').at(-1)));
		const all = writes.flatMap(([, { form }]) => switchesOf(form.fields));
		expect([...new Set(all)].filter((name) => !permitting.has(name) && !harmless.has(name))).toEqual([]);
		expect([...harmless].filter((name) => !all.includes(name) || permitting.has(name))).toEqual([]);
	});

	/** Where a form shows a switch only with another choice. */
	const shownWith: Readonly<Record<string, IDataObject>> = { 'step.stopLoss': { action: 'cut', cutBy: '15' } };

	it.each(permits)('%s: a no beats %s', async (name, path) => {
		const step = workingSteps.find((one) => operationOf(one) === name);
		const [collection = '', entry = ''] = path.split('.');
		const form = set({ ...step?.form }, [collection], { ...(step?.form[collection] as IDataObject), [entry]: true });
		expect(await declined(name, { ...form, ...shownWith[name] })).toContain(NOT_A_YES);
		expect(bench.writes()).toEqual([]);
	});
});
