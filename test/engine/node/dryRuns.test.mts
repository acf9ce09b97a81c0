import { inspect } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { writeEdges } from '../../../emulator/graph/writes.mts';
import type { LoggedRequest } from '../../../emulator/http/server.mts';
import { ACCOUNTS, AD_SETS, ADS, AUDIENCES, CAMPAIGNS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { gateOf, checkLevels } from '../../../nodes/MetaAds/selfCheck/levels.ts';
import { metaAdsOperations as metaAds } from '../../../nodes/MetaAds/operations.ts';
import { metaAudiencesOperations as metaAudiences } from '../../../nodes/MetaAudiences/operations.ts';
import { metaLeadsOperations as metaLeads } from '../../../nodes/MetaLeads/operations.ts';
import { metaConversionsOperations as metaConversions } from '../../../nodes/MetaConversions/operations.ts';
import { metaBudgetGuardOperations as metaBudgetGuard } from '../../../nodes/MetaBudgetGuard/operations.ts';
import { leadSingles } from '../faults/leadSingles.mts';
import { audienceSingles } from '../faults/audienceSingles.mts';
import { conversionSingles } from '../faults/conversionSingles.mts';
import { useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { formOf, startAnew } from '../faults/faultRun.mts';
import { elsewhere, singles, type Single } from '../faults/faultSingles.mts';
import { subjects } from '../faults/faultSubjects.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Whatever may only be checked leaves Meta as it is: every operation that writes, in both ways to only check. */

const bench = useBench();
type World = typeof bench.emulator.world;

interface Writing {
	readonly name: string;
	readonly node: string;
	readonly form: IDataObject;
	readonly items?: IDataObject[];
	readonly prepare?: (world: World) => void;
}

const ofSubjects = Object.values(subjects).flatMap((subject) =>
	['create', 'update', 'activate', 'delete'].map((operation): Writing => {
		const item = { id: subject.model, budget: 31, rename: 'Renamed', name: 'New' };
		return {
			name: `${subject.resource}.${operation}`,
			node: 'metaAds',
			form: formOf(subject, operation),
			items: [item],
		};
	}),
);
const ofSingles = (node: string, list: readonly Single[]): Writing[] =>
	list
		.filter(({ effect, name }) => effect !== undefined || name === 'image.upload')
		.map((single) => ({ node, ...single }));
const all: Writing[] = [
	...ofSubjects,
	...ofSingles('metaAds', singles),
	...ofSingles('metaAudiences', audienceSingles),
	...ofSingles('metaConversions', conversionSingles),
	...ofSingles('metaLeads', leadSingles),
];

const tables = { metaAds, metaAudiences, metaBudgetGuard, metaConversions, metaLeads };
/** Of "step.adjustBudget, for some hours" its operation: what stands behind the comma tells cases of one operation apart. */
const operationNameOf = (name: string): string[] => name.replace(/,.*$/, '').split('.');
const operationOf = ({ name, node }: Writing) => {
	const [resource, operation] = operationNameOf(name);
	const table = tables[node as keyof typeof tables].find(({ value }) => value === resource);
	return table?.operations.find(({ value }) => value === operation);
};
const optionsOf = (writing: Writing): string[] =>
	(operationOf(writing)?.form.properties ?? []).flatMap(({ name, options }) =>
		name === 'options' ? (options ?? []).map((option) => option.name) : [],
	);

/** Objects and edges whose writes Meta can check (`execution_options` in its SDK: creating and changing these, no others). */
const canCheck = (
	{ method, path }: LoggedRequest,
	{ campaigns, world }: { campaigns: string[]; world: World },
): boolean =>
	method === 'POST' &&
	(/^act_\d+\/(campaigns|adsets|ads|adcreatives)$/.test(path) ||
		campaigns.includes(path) ||
		world.find(path)?.kind === 'AdSet' ||
		world.find(path)?.kind === 'Ad');
const onlyAsks = (request: LoggedRequest): boolean => {
	const campaigns = bench.emulator.world.all('Campaign').map(({ id }) => id);
	const asks = (request.params.execution_options ?? '').includes('validate_only');
	return request.method === 'GET' || (asks && canCheck(request, { campaigns, world: bench.emulator.world }));
};

const kinds = ['Campaign', 'AdSet', 'Ad', 'AdCreative', 'AdImage', 'AdVideo', 'CustomAudience'] as const;
/** People are left out: the emulator makes up those of an audience when they are first looked at. */
const stored = (): string[] =>
	kinds
		.flatMap((kind) => bench.emulator.world.all(kind))
		.map((object) => inspect({ ...object, account: null, members: null }, { depth: 3, breakLength: Infinity }));

async function onlyChecked({ name, form, items, prepare }: Writing, more: IDataObject, type: string): Promise<void> {
	startAnew(bench);
	prepare?.(bench.emulator.world);
	const before = stored();
	const [resource, operation] = operationNameOf(name);
	const options = { ...(form.options as IDataObject | undefined), ...(more.options as IDataObject | undefined) };
	const { rows, error } = await bench.run(operation, { resource, ...form, options }, { items, node: type });
	expect(error).toBeUndefined();
	expect(rows).not.toEqual([]);
	expect(
		bench
			.sent()
			.filter((request) => !onlyAsks(request))
			.map(({ method, path }) => `${method} ${path}`),
	).toEqual([]);
	expect(stored()).toEqual(before);
}

it.each(all.filter((writing) => optionsOf(writing).includes('validateOnly')))(
	'$name with Validate Only',
	async (writing) => {
		await onlyChecked(writing, { options: { validateOnly: true } }, writing.node);
	},
);

it.each(all)('$name as a tool without Allow Changes', async (writing) => {
	await onlyChecked(writing, {}, `${writing.node}Tool`);
});

/** Stands for an object of the kind in the USD account, as a request names it. */
const ids: Readonly<Record<string, string>> = {
	AdAccount: ACCOUNTS.usd,
	Ad: ADS.usdCboA1,
	AdCreative: CREATIVES.usdCup,
	AdSet: AD_SETS.usdCboA,
	AdVideo: '3010000000000001',
	Campaign: CAMPAIGNS.usdCbo,
	CustomAudience: AUDIENCES.usdNewsletter,
};
const edges = writeEdges.map((one) => {
	const [kind = '', method = '', edge = ''] = one.split(' ');
	return { one, method, path: edge === '' ? ids[kind] : `${ids[kind]}/${edge}` };
});

it('Meta is asked to check on seven edges and on no other, whoever asks', () => {
	const campaigns = [CAMPAIGNS.usdCbo];
	const { world } = bench.emulator;
	const checked = edges
		.filter((edge) => canCheck(edge as unknown as LoggedRequest, { campaigns, world }))
		.map(({ one }) => one);
	expect(checked.toSorted()).toEqual([
		'Ad POST ',
		'AdAccount POST adcreatives',
		'AdAccount POST ads',
		'AdAccount POST adsets',
		'AdAccount POST campaigns',
		'AdSet POST ',
		'Campaign POST ',
	]);
	const objects = new Set([CAMPAIGNS.usdCbo, AD_SETS.usdCboA, ADS.usdCboA1]);
	const params = { execution_options: ['validate_only'] };
	for (const level of checkLevels.filter((one) => one !== 'plan' && one !== 'readOnly')) {
		const gate = gateOf(level, ACCOUNTS.usd, objects, new Set([CREATIVES.usdCup]));
		const passed = edges.filter(({ method, path }) => {
			const request = { method: method as 'POST', path, params, effect: 'read' } as const;
			return gate(request) === null;
		});
		expect(passed.map(({ one }) => one).toSorted()).toEqual(checked.toSorted());
	}
	const gate = gateOf('validateOnly', ACCOUNTS.usd, objects, new Set(Object.values(ids)));
	for (const { method, path } of edges)
		expect(gate({ method: method as 'POST', path, effect: 'create' })).toMatch(/changes nothing/);
});

it('covers every operation that writes', () => {
	const writing = [metaAds, metaAudiences, metaBudgetGuard, metaConversions, metaLeads]
		.flat()
		.flatMap(({ value, operations }) =>
			operations.filter(({ effect }) => effect === 'write').map((one) => `${value}.${one.value}`),
		);
	const covered = all.map(({ name }) => name);
	expect(writing.filter((name) => !covered.includes(name) && !(name in elsewhere))).toEqual([]);
});
