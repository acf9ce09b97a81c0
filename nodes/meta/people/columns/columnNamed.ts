import { columns } from './columns';
import { isOfPlace } from './within';
import { wordsIn } from '../words';

/** Letters and digits only, without accents: "E-Mail", "e_mail" and "EMAIL" are one. */
const bare = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/ł/g, 'l')
		.replace(/[^\p{L}\p{N}]/gu, '');

const byName = new Map<string, string>();
for (const { id, names } of columns) {
	for (const name of [id.toLowerCase(), ...names]) if (!byName.has(name)) byName.set(name, id);
}

/** What CRMs put before or after the names of columns: "billing_email", "Customer Phone", "contact.email". */
const affixes = wordsIn(`
	customer contact client personid person lead subscriber billingdetails billing mergefields primary main default kunden?
	kontakt cliente? contatto contacto contato klant klient properties property
`);

const around = new RegExp(`^(?:${affixes.join('|')})(?=.{2})`);

/**
 * What stands before the parts of an address (Salesforce "Mailing City", Shopify "Default Address Zip", Google "Address 1 -
 * City", Outlook "Home Postal Code"). A name or number behind it can be another person's: the parcel's, the flatmate's.
 */
const ofAddress =
	/^(?:mailing|home(?!town)|shipping|(?:default|billing|shipping|customer|mailing|postal|primary|home)?address\d?)(?=.{2})/;

/** Google's "Email 1 - Value" and Outlook's "Email 2 Address". */
const oneOfSeveral = /^(email|phone)\d{1,2}(?:value|address)$/;

/** The tool's own user, who is the owner of a record, and what Zoho says of a record. */
const notTheirs = /^(?:users?(?=[\s._:A-Z-]|(?:e?mail|phone|name))|\$)/;

/**
 * The column that a name stands for, or undefined. Whole names win ("Customer ID"), then names without what CRMs put around
 * them and without a number at the end.
 */
export function columnNamed(name: string): string | undefined {
	if (notTheirs.test(`${name.slice(0, 4).toLowerCase()}${name.slice(4)}`)) return undefined;
	const whole = bare(name);
	const column = byName.get(whole) ?? byName.get(whole.replace(around, ''));
	if (column !== undefined) return column;
	const place = byName.get(whole.replace(ofAddress, ''));
	if (place !== undefined && isOfPlace(place)) return place;
	const withoutNumber = whole.replace(oneOfSeveral, '$1').replace(/\d{1,2}$/, '');
	const numberedColumn = byName.get(withoutNumber) ?? byName.get(withoutNumber.replace(around, ''));
	return numberedColumn === 'email' || numberedColumn === 'phone' ? numberedColumn : undefined;
}
