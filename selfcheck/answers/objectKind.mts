/** Which edge lists the objects that a resource's steps ask for by their ID. */
const edgeOf: Readonly<Record<string, string>> = {
	ad: 'ads',
	adSet: 'adsets',
	audience: 'customaudiences',
	budgetSchedule: 'campaigns',
	campaign: 'campaigns',
	creative: 'adcreatives',
	form: 'leadgen_forms',
	lead: 'leadgen_forms',
	step: 'adsets',
	video: 'advideos',
};

/** Edges that list the same kind of object. */
const sameKind: Readonly<Record<string, string>> = { client_product_catalogs: 'owned_product_catalogs' };

/** Steps that ask for another kind of object than their own. */
const others: Readonly<Record<string, string>> = { 'metaAds.adSet.create': 'campaigns' };

/**
 * The kind of object that a read brings, by the edge that lists such objects; of others, and of writes, by step and call.
 *
 * @param step as a report names it: `metaAds.campaign.get`
 * @param call method and path with the ids taken out: `GET {account}/campaigns`
 */
export function objectKind(step: string, call: string): string {
	const [method, path = ''] = call.split(' ');
	if (method !== 'GET') return `${step} ${call}`;
	if (path === '{account}') return 'adaccounts';
	if (path !== '{id}') {
		const edge = path.slice(path.lastIndexOf('/') + 1);
		return sameKind[edge] ?? edge;
	}
	const [, resource = ''] = step.split('.');
	return others[step] ?? edgeOf[resource] ?? `${step} ${call}`;
}
