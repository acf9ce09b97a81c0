import type { IDisplayOptions, INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import {
	credentialProblems,
	deadConditions,
	inSight,
	menuProblems,
	methodProblems,
	operationsOf,
	unreachable,
} from './support/descriptions.mts';

// The invariants themselves: each must find what is planted. What they say of our nodes is in installed.test.mts.

function menu(name: string, values: string[], show?: IDisplayOptions['show']): INodeProperties {
	const options = values.map((value): INodePropertyOptions => ({ name: value.toUpperCase(), value }));
	return { displayName: name, name, type: 'options', options, default: values[0], displayOptions: show && { show } };
}

function text(name: string, show?: IDisplayOptions['show']): INodeProperties {
	return { displayName: name, name, type: 'string', default: '', displayOptions: show && { show } };
}

const form = (...more: INodeProperties[]) => ({
	properties: [
		menu('resource', ['campaign', 'account']),
		menu('operation', ['create', 'get'], { resource: ['campaign'] }),
		menu('operation', ['get', 'checkAccess'], { resource: ['account'] }),
		text('name', { resource: ['campaign'], operation: ['create'] }),
		...more,
	],
});

it('a sound form has no problems', () => {
	const inside: INodeProperties[] = [
		menu('budgetType', ['daily', 'lifetime']),
		text('endsAt', { budgetType: ['lifetime'] }),
		text('rule', { '/operation': ['create'], '@tool': [true] }),
	];
	const sound = form(
		{ displayName: 'More', name: 'more', type: 'collection', default: {}, options: inside },
		text('value', { resource: ['campaign'], operation: ['get'] }),
		text('value', { resource: ['account'] }),
	);
	for (const check of [deadConditions, menuProblems, unreachable]) expect(check(sound)).toEqual([]);
});

it('finds the pairs that the menus lead to', () => {
	expect(operationsOf(form())).toEqual([
		{ resource: 'campaign', operation: 'create' },
		{ resource: 'campaign', operation: 'get' },
		{ resource: 'account', operation: 'get' },
		{ resource: 'account', operation: 'checkAccess' },
	]);
	expect(operationsOf({ properties: [menu('operation', ['adjustBudget'])] })).toEqual([
		{ resource: undefined, operation: 'adjustBudget' },
	]);
	expect(operationsOf({ properties: [menu('event', ['statusChanged'])] })).toEqual([]);
});

it('finds conditions that never hold', () => {
	const nested: INodeProperties = {
		displayName: 'More',
		name: 'more',
		type: 'fixedCollection',
		default: {},
		options: [{ displayName: 'Rule', name: 'rule', values: [text('limit', { operation: ['create'] })] }],
	};
	const problems = deadConditions(form(text('a', { mode: ['x'] }), text('b', { '/operation': ['archive'] }), nested));
	expect(problems).toEqual([
		'a depends on "mode", which is no field of the form.',
		'b depends on "/operation" being "archive", which it cannot be.',
		'more.limit depends on "operation", which is no field of the form.',
	]);
});

it('finds conditions of single entries that never hold', () => {
	const withEntry = menu('kind', ['x']);
	(withEntry.options as INodePropertyOptions[])[0].displayOptions = { show: { operation: ['delete'] } };
	expect(deadConditions(form(withEntry))).toEqual(['kind depends on "operation" being "delete", which it cannot be.']);
});

it('finds broken menus', () => {
	expect(menuProblems(form(menu('a', ['x', 'y', 'x'])))).toEqual(['a offers "x" twice.']);
	expect(menuProblems(form({ ...menu('a', ['x']), default: 'z' }))).toEqual([
		'a starts with "z", which it does not offer.',
	]);
	expect(menuProblems(form({ ...menu('a', ['x']), default: '' }))).toEqual([]);
	expect(menuProblems(form({ ...menu('a', []), default: '' }))).toEqual(['a is a menu without entries.']);
	expect(menuProblems(form({ ...menu('a', []), options: [{ name: ' ', value: 'x' }], default: 'x' }))).toEqual([
		'a has an entry without a name.',
	]);
});

it('finds what no choice of resource and operation leads to', () => {
	expect(unreachable(form(text('a', { resource: ['account'], operation: ['create'] })))).toEqual([
		'a (a) is shown for no operation.',
	]);
	const [resource, ...rest] = form().properties;
	(resource.options as INodePropertyOptions[]).push({ name: 'Ad', value: 'ad' });
	expect(unreachable({ properties: [resource, ...rest] })).toEqual(['Resource "ad" has no operation.']);
	expect(unreachable(form(text('name', { operation: ['create'] })))).toEqual([
		'campaign:create shows two fields named name.',
	]);
});

it('sees what a form shows at first, and after a choice', () => {
	const more: INodeProperties = {
		displayName: 'More',
		name: 'more',
		type: 'collection',
		default: {},
		options: [text('inside')],
	};
	const note: INodeProperties = { displayName: 'Note', name: 'note', type: 'notice', default: '' };
	const budget = menu('budgetType', ['daily', 'lifetime'], { resource: ['campaign'] });
	const sheet = form(
		budget,
		text('daily', { budgetType: ['daily'] }),
		text('endsAt', { '/budgetType': ['lifetime'] }),
		text('allow', { '@tool': [true] }),
		more,
		note,
	);
	const create = { resource: 'campaign', operation: 'create' };
	expect(inSight(sheet, create)).toEqual(['name', 'budgetType', 'daily']);
	expect(inSight(sheet, create, { budgetType: 'lifetime' })).toEqual(['name', 'budgetType', 'endsAt']);
	expect(inSight(sheet, { resource: 'account', operation: 'get' })).toEqual([]);
});

it('finds methods asked for in vain, and unused ones', () => {
	const locator: INodeProperties = {
		...text('campaign'),
		type: 'resourceLocator',
		modes: [{ displayName: 'List', name: 'list', type: 'list', typeOptions: { searchListMethod: 'searchCampaigns' } }],
	};
	const description = form(locator) as INodeTypeDescription;
	const methods = { listSearch: ['searchAdSets'], loadOptions: [], resourceMapping: [] };
	expect(methodProblems({ description, methods })).toEqual([
		'No listSearch method "searchCampaigns".',
		'Nothing asks for listSearch "searchAdSets".',
	]);
});

it('finds credentials that are not there or never show', () => {
	const description = {
		...form(menu('authentication', ['accessToken'])),
		credentials: [
			{ name: 'metaAdsApi', displayOptions: { show: { authentication: ['oAuth2'] } } },
			{ name: 'facebookGraphApi', displayOptions: { show: { authentication: ['accessToken'] } } },
		],
	} as unknown as INodeTypeDescription;
	expect(credentialProblems(description, ['metaAdsApi'])).toEqual([
		'credential metaAdsApi depends on "authentication" being "oAuth2", which it cannot be.',
		'The package has no credential "facebookGraphApi".',
	]);
});
