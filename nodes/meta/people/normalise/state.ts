import { wordsIn } from '../words';
import type { NormalizedValue } from './value';

/**
 * Codes of the United States' states, district and territories (ANSI), each with its names; a name is written without its
 * spaces.
 */
const american = `
	al Alabama
	ak Alaska
	az Arizona
	ar Arkansas
	ca California
	co Colorado
	ct Connecticut
	de Delaware
	fl Florida
	ga Georgia
	hi Hawaii
	id Idaho
	il Illinois
	in Indiana
	ia Iowa
	ks Kansas
	ky Kentucky
	la Louisiana
	me Maine
	md Maryland
	ma Massachusetts
	mi Michigan
	mn Minnesota
	ms Mississippi
	mo Missouri
	mt Montana
	ne Nebraska
	nv Nevada
	nh NewHampshire
	nj NewJersey
	nm NewMexico
	ny NewYork
	nc NorthCarolina
	nd NorthDakota
	oh Ohio
	ok Oklahoma
	or Oregon
	pa Pennsylvania
	ri RhodeIsland
	sc SouthCarolina
	sd SouthDakota
	tn Tennessee
	tx Texas
	ut Utah
	vt Vermont
	va Virginia
	wa Washington
	wv WestVirginia
	wi Wisconsin
	wy Wyoming
	dc DistrictOfColumbia WashingtonDC
	as AmericanSamoa
	gu Guam
	mp NorthernMarianaIslands
	pr PuertoRico
	vi VirginIslands USVirginIslands`;

/** Codes of the Canadian provinces and territories, each with its names in English and French. */
const canadian = `
	ab Alberta
	bc BritishColumbia ColombieBritannique
	mb Manitoba
	nb NewBrunswick NouveauBrunswick
	nl NewfoundlandAndLabrador Newfoundland TerreNeuveEtLabrador
	ns NovaScotia NouvelleEcosse
	nt NorthwestTerritories TerritoiresDuNordOuest
	nu Nunavut
	on Ontario
	pe PrinceEdwardIsland IleDuPrinceEdouard
	qc Quebec PQ
	sk Saskatchewan
	yt Yukon YukonTerritory`;

/** The code of each name, and of each code itself. */
type CodeByName = ReadonlyMap<string, string>;

function codesByName(table: string): CodeByName {
	const lines = table.trim().toLowerCase().split('\n');
	const entries = lines.flatMap((line) => {
		const [code, ...names] = wordsIn(line);
		return code === undefined ? [] : [code, ...names].map((name) => [name, code] as const);
	});
	return new Map(entries);
}

const countries: ReadonlyMap<string, CodeByName> = new Map([
	['us', codesByName(american)],
	['ca', codesByName(canadian)],
]);

/** Letters and digits in lowercase; everything else is punctuation, special characters or white space. */
const bare = (text: string): string =>
	text
		.toLowerCase()
		.normalize('NFC')
		.replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/**
 * What shops and newsletter tools call `state` of an account (Shopify Admin REST API, Customer), and Dynamics `statecode` of a
 * record (Dataverse reference, Contact).
 */
const accountStates = new Set(['disabled', 'enabled', 'invited', 'declined', 'active', 'inactive', '0', '1']);

/** Whether a cell tells how an account stands, and not where somebody lives. */
export const isAccountState = (cell: unknown): boolean =>
	(typeof cell === 'string' || typeof cell === 'number') && accountStates.has(String(cell).trim().toLowerCase());

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/[\p{M}\p{Lm}]/gu, '');

const plainName = (name: string): string =>
	withoutAccents(name).replace(/^(?:stateof|provinceof|provincede|provincedu)/, '');

/** Whether a text names a state of the United States or a province of Canada, without its country. */
export const isStateName = (text: string): boolean =>
	[...countries.values()].some((codes) => codes.has(plainName(bare(text))));

/**
 * ST: in the United States the two-letter code, elsewhere the whole name (Meta: "Customer file custom audiences"). The
 * name is in lowercase without punctuation, special characters and white space (the same page). Canada's provinces
 * become codes as well: Canadian addresses are written so. Names of other countries' regions are never shortened
 * ("Bayern" is not "ba").
 *
 * @param country ISO code in lowercase; '' when unknown: then a name that only the United States or Canada have is enough
 */
export function state(text: string, country: string): NormalizedValue {
	if (isAccountState(text)) return '';
	const name = bare(text);
	const plain = plainName(name);
	for (const [countryCode, codes] of countries) {
		const code = country === '' || country === countryCode ? codes.get(plain) : undefined;
		if (code !== undefined) return code;
	}
	return name;
}

/**
 * ST of a customer file: a–z alone, as its page wants no special characters (Meta: "Customer file custom audiences"). So do Meta's
 * own clients (facebook-python-business-sdk, customaudiencemixin.py; capi-param-builder, stringUtil.js). A name without any Latin
 * letter stays blank, and the person's other keys match.
 */
export function stateOfFile(text: string, country: string): NormalizedValue {
	const value = state(text, country);
	return typeof value === 'string' ? value.replace(/[^a-z]/g, '') : value;
}
