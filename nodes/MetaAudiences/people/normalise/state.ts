import type { Normalised } from './value';

/** Codes and names of the United States' states, district and territories (ANSI). */
const american =
	'al:Alabama ak:Alaska az:Arizona ar:Arkansas ca:California co:Colorado ct:Connecticut de:Delaware fl:Florida ga:Georgia hi:Hawaii id:Idaho il:Illinois in:Indiana ia:Iowa ks:Kansas ky:Kentucky la:Louisiana me:Maine md:Maryland ma:Massachusetts mi:Michigan mn:Minnesota ms:Mississippi mo:Missouri mt:Montana ne:Nebraska nv:Nevada nh:NewHampshire nj:NewJersey nm:NewMexico ny:NewYork nc:NorthCarolina nd:NorthDakota oh:Ohio ok:Oklahoma or:Oregon pa:Pennsylvania ri:RhodeIsland sc:SouthCarolina sd:SouthDakota tn:Tennessee tx:Texas ut:Utah vt:Vermont va:Virginia wa:Washington wv:WestVirginia wi:Wisconsin wy:Wyoming dc:DistrictOfColumbia dc:WashingtonDC as:AmericanSamoa gu:Guam mp:NorthernMarianaIslands pr:PuertoRico vi:VirginIslands vi:USVirginIslands';

/** Codes and names of the Canadian provinces and territories, in English and French. */
const canadian =
	'ab:Alberta bc:BritishColumbia bc:ColombieBritannique mb:Manitoba nb:NewBrunswick nb:NouveauBrunswick nl:NewfoundlandAndLabrador nl:Newfoundland nl:TerreNeuveEtLabrador ns:NovaScotia ns:NouvelleEcosse nt:NorthwestTerritories nt:TerritoiresDuNordOuest nu:Nunavut on:Ontario pe:PrinceEdwardIsland pe:IleDuPrinceEdouard qc:Quebec qc:PQ sk:Saskatchewan yt:Yukon yt:YukonTerritory';

interface Region {
	readonly names: ReadonlyMap<string, string>;
	readonly codes: ReadonlySet<string>;
}

function region(table: string): Region {
	const pairs = table.split(' ').map((entry) => entry.toLowerCase().split(':') as [string, string]);
	return { names: new Map(pairs.map(([code, name]) => [name, code])), codes: new Set(pairs.map(([code]) => code)) };
}

const regions: Readonly<Record<string, Region>> = { us: region(american), ca: region(canadian) };

/** Letters and digits in lowercase; everything else is punctuation, special characters or white space. */
const bare = (text: string): string => text.toLowerCase().normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]/gu, '');

const unaccented = (text: string): string => text.normalize('NFD').replace(/[\p{M}\p{Lm}]/gu, '');

/**
 * ST: in the United States the two-letter code, elsewhere the whole name in lowercase without punctuation, special characters
 * and white space (Meta: "Customer file custom audiences"). Canada's provinces become codes as well: Canadian addresses are
 * written so. Names of other countries' regions are never shortened ("Bayern" is not "ba").
 *
 * @param country ISO code in lowercase; '' when unknown: then a name that only the United States or Canada have is enough
 */
export function state(text: string, country: string): Normalised {
	const name = bare(text);
	if (country !== '' && regions[country] === undefined) return name;
	const candidates = country === '' ? Object.values(regions) : [regions[country]];
	const plain = unaccented(name).replace(/^(?:stateof|provinceof|provincede|provincedu)/, '');
	for (const { names, codes } of candidates) {
		const code = names.get(plain) ?? (codes.has(plain) ? plain : undefined);
		if (code !== undefined) return code;
	}
	return name;
}
