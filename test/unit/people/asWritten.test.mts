import { country } from '../../../nodes/meta/people/normalise/country.ts';
import { email } from '../../../nodes/meta/people/normalise/email.ts';
import { gender } from '../../../nodes/meta/people/normalise/gender.ts';
import { externalId } from '../../../nodes/meta/people/normalise/identifiers.ts';
import { normalizeZip as zip } from '../../../nodes/meta/people/normalise/zip.ts';

/** Values as shops, CRMs and people write them. */

const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const codes = letters
	.flatMap((one) => letters.map((other) => one + other))
	.filter((code) => english.of(code) !== undefined && country(code) === code.toLowerCase());

describe('countries', () => {
	it('by their English name, with “and” or “&”, and with the code behind', () => {
		expect(codes.length).toBeGreaterThanOrEqual(240);
		const wrong = codes.flatMap((code) => {
			const name = english.of(code) ?? '';
			const written = [name, name.replace('&', 'and'), `${name} (${code})`, name.replace(/^St\. /, 'Saint ')];
			return written.filter((one) => country(one) !== code.toLowerCase());
		});
		expect(wrong).toEqual([]);
	});

	it.each([
		['Bolivia, Plurinational State of', 'bo'],
		['Brunei Darussalam', 'bn'],
		['Congo, the Democratic Republic of the', 'cd'],
		['Falkland Islands (Malvinas)', 'fk'],
		['Holy See (Vatican City State)', 'va'],
		['Iran, Islamic Republic of', 'ir'],
		['Korea, Republic of', 'kr'],
		["Korea, Democratic People's Republic of", 'kp'],
		["Lao People's Democratic Republic", 'la'],
		['Macedonia, the former Yugoslav Republic of', 'mk'],
		['Micronesia, Federated States of', 'fm'],
		['Moldova, Republic of', 'md'],
		['Palestine, State of', 'ps'],
		['Saint Helena, Ascension and Tristan da Cunha', 'sh'],
		['Saint Martin (French part)', 'mf'],
		['Sint Maarten (Dutch part)', 'sx'],
		['Sao Tome and Principe', 'st'],
		['Syrian Arab Republic', 'sy'],
		['Taiwan, Province of China', 'tw'],
		['Tanzania, United Republic of', 'tz'],
		['Venezuela, Bolivarian Republic of', 've'],
		['Viet Nam', 'vn'],
		['Virgin Islands, British', 'vg'],
		['Virgin Islands, U.S.', 'vi'],
		['United States (US)', 'us'],
		['United Kingdom (UK)', 'gb'],
		['Bosnia and Herzegovina', 'ba'],
		['Trinidad and Tobago', 'tt'],
		['The Bahamas', 'bs'],
		['Bonaire, Sint Eustatius and Saba', 'bq'],
	])('%s → %s', (written, code) => expect(country(written)).toBe(code));
});

describe('titles and genders', () => {
	it.each([
		'Madame',
		'Signora',
		'Sig.ra',
		'Doña',
		'Frau Dr.',
		'Frau Prof. Dr.',
		'Mevrouw',
		'Mw.',
		'Pani',
		'Senhora',
		'Fru',
		'Fröken',
		'Rouva',
		'Nainen',
		'Kobieta',
	])('%s: f', (title) => expect(gender(title)).toBe('f'));
	it.each([
		'Monsieur',
		'Signore',
		'Sig.',
		'Don',
		'de heer',
		'Dhr.',
		'Herr Dr. med.',
		'Pan',
		'Hr.',
		'Herra',
		'Mies',
		'Mężczyzna',
		'Mand',
	])('%s: m', (title) => expect(gender(title)).toBe('m'));
	it.each(['Dr.', 'Prof.', 'Familie', 'Mx', 'divers', 'Herr und Frau'])('%s: neither', (title) =>
		expect(gender(title)).toBe(''),
	);
});

it('postal codes that a spreadsheet took for numbers', () => {
	expect([zip('10115.0', 'de'), zip('1067.0', 'de'), zip('2134.00', 'us')]).toEqual(['10115', '01067', '02134']);
});

it('what stands for nobody is nobody’s', () => {
	for (const one of ['noreply@shop.de', 'no-email@crm.com', 'none@none.com', 'test@test.com', 'xxx@xxx.de'])
		expect(email(one)).toEqual({ refused: 'is a placeholder, and nobody’s address' });
	for (const one of ['mia@test.com', 'test@example.com', 'gast@hotel.de']) expect(email(one)).toBe(one);
	expect(['0', '-1', 'guest', 'XXX', 'anonymous'].map(externalId)).toEqual(['', '', '', '', '']);
});
