import type { IDataObject } from 'n8n-workflow';

import { sha256 } from './members.mts';

/**
 * Contacts as a CRM has them, in twelve countries' ways of writing, and what Meta has to receive of each: both written by the
 * same hand, none by the nodes' code. Everybody is invented.
 */

interface Way {
	readonly country: string;
	readonly iso: string;
	/** A phone number as people there write it, and with its country code. */
	readonly phone: (digits: string) => readonly [written: string, international: string];
	readonly first: readonly [written: string, compared: string];
	readonly last: readonly [written: string, compared: string];
	readonly city: readonly [written: string, compared: string];
	readonly zip: readonly [written: string, compared: string];
	readonly birth: (year: string) => string;
}

/** Seven digits, none of which make a number too short. */
const ways: readonly Way[] = [
	{
		country: 'Deutschland',
		iso: 'de',
		phone: (d) => [`0170 ${d}`, `49170${d}`],
		first: ['Jürgen', 'jürgen'],
		last: ['Müller-Lüdenscheidt', 'müllerlüdenscheidt'],
		city: ['Bad Homburg', 'badhomburg'],
		zip: ['61348', '61348'],
		birth: (y) => `17.05.${y}`,
	},
	{
		country: 'AT',
		iso: 'at',
		phone: (d) => [`+43 (0)664 ${d}`, `43664${d}`],
		first: ['Anna Maria', 'annamaria'],
		last: ['Huber', 'huber'],
		city: ['Graz', 'graz'],
		zip: ['8010', '8010'],
		birth: (y) => `17. Mai ${y}`,
	},
	{
		country: 'Suisse',
		iso: 'ch',
		phone: (d) => [`079 ${d}`, `4179${d}`],
		first: ['Chloé', 'chloé'],
		last: ['Favre', 'favre'],
		city: ['Genf', 'genf'],
		zip: ['1201', '1201'],
		birth: (y) => `17 mai ${y}`,
	},
	{
		country: 'UK',
		iso: 'gb',
		phone: (d) => [`+44 (0)7911 1${d.slice(2)}`, `4479111${d.slice(2)}`],
		first: ['Mary', 'mary'],
		last: ["O'Brien", 'obrien'],
		city: ['St. Albans', 'stalbans'],
		zip: ['AL1 1AA', 'al11aa'],
		birth: (y) => `17 May ${y}`,
	},
	{
		country: 'France',
		iso: 'fr',
		phone: (d) => [`06.1${d}`, `3361${d}`],
		first: ['Jean-Luc', 'jeanluc'],
		last: ['d’Aubigné', 'daubigné'],
		city: ['Lyon', 'lyon'],
		zip: ['69001', '69001'],
		birth: (y) => `${y}-05-17`,
	},
	{
		country: 'España',
		iso: 'es',
		phone: (d) => [`61 ${d}`, `3461${d}`],
		first: ['María José', 'maríajosé'],
		last: ['Núñez', 'núñez'],
		city: ['Madrid', 'madrid'],
		zip: ['28013', '28013'],
		birth: (y) => `17 de mayo de ${y}`,
	},
	{
		country: 'Italia',
		iso: 'it',
		phone: (d) => [`347 ${d}`, `39347${d}`],
		first: ['Nicolò', 'nicolò'],
		last: ['De Luca', 'deluca'],
		city: ['Torino', 'torino'],
		zip: ['10121', '10121'],
		birth: (y) => `17/05/${y}`,
	},
	{
		country: 'Nederland',
		iso: 'nl',
		phone: (d) => [`06-1${d}`, `3161${d}`],
		first: ['Sanne', 'sanne'],
		last: ['van der Berg', 'vanderberg'],
		city: ['Den Haag', 'denhaag'],
		zip: ['2511 AB', '2511ab'],
		birth: (y) => `17 mei ${y}`,
	},
	{
		country: 'Polska',
		iso: 'pl',
		phone: (d) => [`51 ${d}`, `4851${d}`],
		first: ['Łukasz', 'łukasz'],
		last: ['Wiśniewski', 'wiśniewski'],
		city: ['Gdynia', 'gdynia'],
		zip: ['81-001', '81001'],
		birth: (y) => `17 maja ${y}`,
	},
	{
		country: 'PT',
		iso: 'pt',
		phone: (d) => [`91 ${d}`, `35191${d}`],
		first: ['João', 'joão'],
		last: ['Gonçalves', 'gonçalves'],
		city: ['Porto', 'porto'],
		zip: ['4000-123', '4000123'],
		birth: (y) => `17 de maio de ${y}`,
	},
	{
		country: 'USA',
		iso: 'us',
		phone: (d) => [`(212) ${d.slice(0, 3)}-${d.slice(3)}`, `1212${d}`],
		first: ['Bob', 'bob'],
		last: ['Smith, Jr.', 'smithjr'],
		city: ['New York', 'newyork'],
		zip: ['10001-1234', '10001'],
		birth: (y) => `May 17, ${y}`,
	},
	{
		country: '日本',
		iso: 'jp',
		phone: (d) => [`090-1${d}`, `81901${d}`],
		first: ['太郎', '太郎'],
		last: ['山田', '山田'],
		city: ['Kyoto', 'kyoto'],
		zip: ['600-8001', '6008001'],
		birth: (y) => `${y}/5/17`,
	},
];

export interface Expected {
	readonly item: IDataObject;
	/** What Meta has to know of them, by key; null when they must not be there. */
	readonly member: Readonly<Record<string, string>> | null;
}

/** 300 of them. */
const isBad = (index: number): boolean => index % 83 === 41 && index < 83 * 300;

/** Contact number `index`: every 83rd cannot be used, every 50th has no consent. */
export function contact(index: number): Expected {
	const way = ways[index % ways.length];
	const digits = String(2_000_000 + index * 7).slice(-7);
	const [written, international] = way.phone(digits);
	const year = String(1940 + (index % 60));
	const bad = isBad(index);
	const refused = !bad && (index % 50 === 7 || (index % 50 === 8 && isBad(index - 1)));
	const item: IDataObject = {
		'E-Mail': bad ? 'not an address' : ` Person.${index}@Example.COM `,
		Telefon: bad ? 'none of your business' : written,
		Vorname: way.first[0],
		Nachname: bad ? '' : way.last[0],
		Ort: way.city[0],
		PLZ: way.zip[0],
		Land: way.country,
		Geburtsdatum: way.birth(year),
		Einwilligung: refused ? (index % 100 === 7 ? 'no' : '') : 'Yes',
		Notiz: `Row ${index}`,
	};
	if (bad || refused) return { item, member: null };
	const plain = {
		EMAIL: `person.${index}@example.com`,
		PHONE: international,
		FN: way.first[1],
		LN: way.last[1],
		CT: way.city[1],
		ZIP: way.zip[1],
		COUNTRY: way.iso,
		DOBY: year,
		DOBM: '05',
		DOBD: '17',
	};
	return { item, member: Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, sha256(value)])) };
}
