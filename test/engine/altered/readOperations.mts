import type { IDataObject } from 'n8n-workflow';

import { AD_SETS, ADS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { leadSingles } from '../faults/leadSingles.mts';
import { audienceSingles } from '../faults/audienceSingles.mts';
import { conversionSingles } from '../faults/conversionSingles.mts';
import { singles, type Single } from '../faults/faultSingles.mts';
import { byId } from '../support/harness.mts';

/** Every operation that only reads, with a form that gives rows; and the steps of the guard as dry runs. */
export interface ReadOperation {
	readonly name: string;
	readonly node: string;
	readonly parameters: IDataObject;
	readonly prepare?: (world: Emulator['world']) => void;
}

function ofSingle(node: string) {
	return ({ name, form, prepare, node: own }: Single): ReadOperation => {
		const [resource, operation] = name.split(',')[0].split('.');
		return {
			name: `${own ?? node}: ${name}`,
			node: own ?? node,
			parameters: { resource, operation, ...form },
			prepare,
		};
	};
}

const isRead = ({ effect, struck }: Single): boolean => effect === undefined && struck.method === 'GET';
const guard = ({ parameters, ...rest }: ReadOperation): ReadOperation => ({
	...rest,
	parameters: rest.node === 'metaBudgetGuard' ? { ...parameters, dryRun: true } : parameters,
});

const objects = { campaign: CAMPAIGNS.usdCbo, adSet: AD_SETS.usdCboA, ad: ADS.usdCboA1 } as const;
const ofObjects = Object.entries(objects).flatMap(([resource, id]): ReadOperation[] =>
	[{}, { simplify: false }].flatMap((how): ReadOperation[] => [
		{
			name: `${resource}.get ${JSON.stringify(how)}`,
			node: 'metaAds',
			parameters: { resource, operation: 'get', [resource]: byId(id), ...how },
		},
		{
			name: `${resource}.getMany ${JSON.stringify(how)}`,
			node: 'metaAds',
			parameters: { resource, operation: 'getMany', limit: 5, ...how },
		},
	]),
);

const report = (name: string, parameters: IDataObject): ReadOperation => ({
	name: `report.${name}`,
	node: 'metaInsights',
	parameters: { resource: 'report', operation: 'get', ...parameters },
});

export const readOperations: readonly ReadOperation[] = [
	...ofObjects,
	...singles.filter(isRead).map(ofSingle('metaAds')).map(guard),
	...audienceSingles.filter(isRead).map(ofSingle('metaAudiences')),
	...conversionSingles.filter(isRead).map(ofSingle('metaConversions')),
	report('get', { level: 'campaign', columns: 'all' }),
	report('get by day', { level: 'ad', timeIncrement: 'day', columns: 'all' }),
	report('get compared', { level: 'account', compare: true, columns: 'all' }),
	...leadSingles.filter(isRead).map(ofSingle('metaLeads')),
	report('get all columns', {
		level: 'ad',
		fieldSets: ['clicks', 'conversions', 'delivery', 'ecommerce', 'leads', 'quality', 'results', 'video'],
		columns: 'raw',
	}),
];
