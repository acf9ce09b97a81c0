import { wantedText, type WantedValue } from '../../../shared/adObject/change/wanted';
import { rows } from '../../../shared/form/collections';
import { field, mayBeEmpty } from '../../../shared/form/field';
import { choice } from '../../../shared/form/kinds';
import { InputProblem, isEmpty } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { GraphParams } from '../../../shared/graph/request';
import { objectId } from '../../../shared/node/pickers/ids';
import { entriesOf } from '../../../shared/reading/json';
import { wantedValue } from '../../adObjects/otherParameters';

/**
 * Who benefits from ads and who pays, as some countries want it declared with identities that Meta has verified. The
 * European Union has fields of its own, with names. Categories and the names of their identities: Marketing API, Ad Set
 * reference (`regional_regulated_categories`); the SDK's list has numbers in their place.
 */
const regions = [
	{ name: 'Australia, Financial Services', value: 'AUSTRALIA_FINSERV', identities: 'australia_finserv' },
	{ name: 'Brazil', value: 'BRAZIL_REGULATION', identities: 'universal' },
	{ name: 'India, Financial Services', value: 'INDIA_FINSERV', identities: 'india_finserv' },
	{ name: 'Singapore', value: 'SINGAPORE_UNIVERSAL', identities: 'singapore_universal' },
	{ name: 'Taiwan', value: 'TAIWAN_UNIVERSAL', identities: 'taiwan_universal' },
	{ name: 'Taiwan, Financial Services', value: 'TAIWAN_FINSERV', identities: 'taiwan_finserv' },
	{ name: 'Thailand', value: 'THAILAND_UNIVERSAL', identities: 'universal' },
] as const;

const identityField = <const Name extends string>(displayName: string, name: Name, description: string) =>
	field(
		{ displayName, name, type: 'string', default: '', placeholder: 'e.g. 1234567890123456', description },
		objectId,
	);

export const regionalField = rows(
	{
		displayName: 'Regional Declarations',
		name: 'regionalDeclarations',
		placeholder: 'Add Declaration',
		description:
			'Needed for ads shown in Singapore, Taiwan, Thailand or Brazil, and for financial services in Australia, India and Taiwan. Present ones are replaced.',
		row: { name: 'rows', displayName: 'Regional Declarations' },
	},
	[
		choice({
			displayName: 'Region',
			name: 'region',
			options: regions.map(({ name, value }) => ({ name, value })),
			default: 'SINGAPORE_UNIVERSAL',
			description: 'Where the ads are shown, and what for',
		}),
		identityField(
			'Beneficiary ID',
			'beneficiary',
			'The verified identity that benefits from the ads. Ads Manager shows it where the ad set is declared.',
		),
		mayBeEmpty(identityField('Payer ID', 'payer', 'The verified identity that pays, if another one')),
	],
);

interface Declaration {
	readonly region: (typeof regions)[number]['value'];
	readonly beneficiary: string;
	readonly payer?: string;
}

const CATEGORIES = 'regional_regulated_categories';
const IDENTITIES = 'regional_regulation_identities';
export const regionalFields = [CATEGORIES, IDENTITIES];

const identitiesOf = ({ region, beneficiary, payer = beneficiary }: Declaration): Record<string, string> => {
	const prefix = regions.find(({ value }) => value === region)?.identities ?? '';
	return { [`${prefix}_beneficiary`]: beneficiary, [`${prefix}_payer`]: payer };
};

/** What the declarations have to be together. */
export function regionalProblem(collection: string, declarations: readonly Declaration[]): InputProblem | null {
	const path = [collection, 'regionalDeclarations'];
	if (declarations.length === 0) return isEmpty(path, 'Add a declaration, or remove the field.');
	const chosenRegions = declarations.map(({ region }) => region);
	const twice = chosenRegions.findIndex((region, index) => chosenRegions.indexOf(region) < index);
	if (twice !== -1) {
		return new InputProblem([...path, 'rows', twice, 'region'], 'is there twice', 'Remove one of the two rows.');
	}
	if (chosenRegions.includes('TAIWAN_FINSERV') && !chosenRegions.includes('TAIWAN_UNIVERSAL')) {
		const advice = 'Add a row for Taiwan as well: Meta wants both for financial services there.';
		return new InputProblem(path, 'has Taiwan, Financial Services without Taiwan', advice);
	}
	return sharedProblem(path, declarations);
}

/** Brazil and Thailand have their identities in the same place. */
function sharedProblem(path: readonly string[], declarations: readonly Declaration[]): InputProblem | null {
	const identityOf = new Map<string, string>();
	for (const [row, declaration] of declarations.entries()) {
		for (const [name, identity] of Object.entries(identitiesOf(declaration))) {
			if ((identityOf.get(name) ?? identity) !== identity) {
				const advice = 'Meta has one place for both: enter the same identities, or use two ad sets.';
				return new InputProblem([...path, 'rows', row, 'beneficiary'], 'differs from the other region’s', advice);
			}
			identityOf.set(name, identity);
		}
	}
	return null;
}

const categoriesOf = (declarations: readonly Declaration[]): string[] => declarations.map(({ region }) => region);
const allIdentities = (declarations: readonly Declaration[]): Record<string, string> =>
	Object.assign({}, ...declarations.map(identitiesOf)) as Record<string, string>;

/** As Graph takes them; nothing where none are entered. */
export const regionalSent = (declarations: readonly Declaration[] | undefined): GraphParams => ({
	[CATEGORIES]: declarations && categoriesOf(declarations),
	[IDENTITIES]: declarations && allIdentities(declarations),
});

/** Meta reads categories by name, as public clients show them; the SDK's list has numbers, of which only how many counts. */
function showsCategories({ [CATEGORIES]: shownCategories }: GraphObject, names: readonly string[]): boolean {
	const categories = entriesOf(shownCategories).map(String);
	if (categories.length !== names.length) return false;
	return categories.every((category) => /^\d+$/.test(category) || names.includes(category));
}

/** Both parts go together: Meta judges one by the other, and an update replaces them as a whole. */
export function wantedRegional(declarations: readonly Declaration[] | undefined): WantedValue[] {
	if (declarations === undefined) return [];
	const names = categoriesOf(declarations);
	const identities = wantedValue(IDENTITIES, 'Regional Identities', allIdentities(declarations));
	const shownBy = (adSet: GraphObject): boolean => showsCategories(adSet, names) && identities.shownBy(adSet);
	return [
		{
			...wantedText(CATEGORIES, 'Regional Declarations', names),
			shownBy,
			inWords: ({ [CATEGORIES]: shownCategories }) => entriesOf(shownCategories).map(String).join(', ') || 'none',
		},
		{ ...identities, shownBy },
	];
}
