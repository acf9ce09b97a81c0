import { graphTime } from '../graph/language/dates.mts';
import type { JsonObject } from '../graph/language/jsonObjects.mts';
import { ADS, LEAD_FORMS, PAGES } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';
import { TOKENS } from '../world/tokens.mts';
import { arrivalSchema, letArrive, type Arrival } from './arrivals.mts';
import { pageTokenOf } from './pageTokens.mts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

const question = (id: string, type: string, label: string, more: JsonObject = {}): JsonObject => ({
	id,
	key: type.toLowerCase(),
	type,
	label,
	...more,
});

interface FormRow {
	id: string;
	page: string;
	name: string;
	locale: string;
	questions: JsonObject[];
	status?: string;
	boxes?: Array<{ key: string; text: string; is_required: boolean }>;
}

/** Forms in the three languages of the emulator's businesses. Keys are as Meta makes them of kinds, or as somebody typed them. */
const FORMS: FormRow[] = [
	{
		id: LEAD_FORMS.usdNewsletter,
		page: PAGES.usd,
		name: 'Newsletter',
		locale: 'en_US',
		questions: [question('1', 'FULL_NAME', 'Full name'), question('2', 'EMAIL', 'Email')],
		boxes: [{ key: 'newsletter', text: 'Send me the newsletter', is_required: false }],
	},
	{
		id: LEAD_FORMS.usdTasting,
		page: PAGES.usd,
		name: 'Coffee tasting',
		locale: 'en_US',
		questions: [
			question('1', 'FIRST_NAME', 'First name'),
			question('2', 'LAST_NAME', 'Last name'),
			question('3', 'PHONE', 'Phone number', { key: 'phone_number' }),
			question('4', 'CUSTOM', 'Which roasts do you like?', {
				key: 'roasts',
				options: ['Light', 'Medium', 'Dark'].map((value) => ({ key: value.toLowerCase(), value })),
			}),
		],
	},
	{
		id: LEAD_FORMS.usdArchived,
		page: PAGES.usd,
		name: 'Opening party',
		locale: 'en_US',
		status: 'ARCHIVED',
		questions: [question('1', 'EMAIL', 'Email')],
	},
	{
		id: LEAD_FORMS.eurCatalogue,
		page: PAGES.eur,
		name: 'Katalog bestellen',
		locale: 'de_DE',
		questions: [
			question('1', 'FULL_NAME', 'Vollständiger Name', { key: 'vollständiger_name' }),
			question('2', 'EMAIL', 'E-Mail-Adresse', { key: 'e-mail-adresse' }),
			question('3', 'PHONE', 'Telefonnummer', { key: 'telefonnummer' }),
			question('4', 'COMPANY_NAME', 'Firma', { key: 'firma' }),
			question('5', 'CUSTOM', 'Welcher Raum?', { key: 'welcher_raum?' }),
		],
		boxes: [{ key: 'werbung', text: 'Ich möchte Angebote per E-Mail erhalten', is_required: false }],
	},
	{
		id: LEAD_FORMS.usdSecondFrench,
		page: PAGES.usdSecond,
		name: 'Atelier latte art',
		locale: 'fr_FR',
		questions: [
			question('1', 'FIRST_NAME', 'Prénom', { key: 'prénom' }),
			question('2', 'LAST_NAME', 'Nom de famille', { key: 'nom_de_famille' }),
			question('3', 'EMAIL', 'Adresse e-mail', { key: 'adresse_e-mail' }),
		],
	},
];

const answer = (name: string, ...values: string[]) => ({ name, values });

/** A few that have come already, so that a first look shows something. */
const LEADS = arrivalSchema.array().parse([
	{
		form: LEAD_FORMS.usdNewsletter,
		createdIn: -2 * DAY,
		ad: ADS.usdCboA1,
		answers: [answer('full_name', 'Ada Example'), answer('email', 'ada@example.com')],
		consents: [{ checkbox_key: 'newsletter', is_checked: '1' }],
	},
	{
		form: LEAD_FORMS.usdNewsletter,
		createdIn: -5 * HOUR,
		answers: [answer('full_name', 'Ben Example'), answer('email', 'ben@example.com')],
		consents: [{ checkbox_key: 'newsletter', is_checked: '' }],
	},
	{
		form: LEAD_FORMS.usdTasting,
		createdIn: -3 * HOUR,
		ad: ADS.usdCboA2,
		platform: 'ig',
		answers: [
			answer('first_name', 'Cleo'),
			answer('last_name', 'Example'),
			answer('phone_number', '+12025550123'),
			answer('roasts', 'light', 'dark'),
		],
	},
	{
		form: LEAD_FORMS.eurCatalogue,
		createdIn: -1 * DAY,
		ad: ADS.eurNoBudget1,
		answers: [
			answer('vollständiger_name', 'Dora Beispiel'),
			answer('e-mail-adresse', 'dora@example.com'),
			answer('telefonnummer', '0170 1234567'),
			answer('firma', 'Beispiel GmbH'),
			answer('welcher_raum?', 'Küche'),
		],
		consents: [{ checkbox_key: 'werbung', is_checked: '1' }],
	},
	{
		form: LEAD_FORMS.usdSecondFrench,
		createdIn: -30 * 60,
		answers: [
			answer('prénom', 'Élise'),
			answer('nom_de_famille', 'Exemple'),
			answer('adresse_e-mail', 'elise@example.com'),
		],
	},
] satisfies Arrival[]);

/** What a form says of privacy and consent (spec objects LeadGenLegalContent and LeadGenLegalContentCheckbox). */
const legalContent = ({ id, name, boxes }: FormRow, privacy_policy: JsonObject): JsonObject => {
	const checkboxes = boxes?.map((box, index) => ({ id: `${id}${index}`, ...box, is_checked_by_default: false }));
	const custom_disclaimer = checkboxes && { title: name, body: { text: name }, checkboxes };
	return { id: `${id}9`, privacy_policy, ...(custom_disclaimer && { custom_disclaimer }) };
};

export function seedLeads(world: World, now: number): void {
	for (const form of FORMS) {
		const { id, page, name, locale, questions, status = 'ACTIVE' } = form;
		const policy = { url: 'https://example.com/privacy', link_text: 'Privacy policy' };
		world.add({
			kind: 'LeadgenForm',
			id,
			usableIn: [],
			parentId: page,
			visible: true,
			fields: {
				name,
				status,
				locale,
				created_time: graphTime(now - 60 * DAY * 1000, 'UTC'),
				questions,
				privacy_policy_url: policy.url,
				legal_content: legalContent(form, policy),
			},
		});
	}
	for (const lead of LEADS) letArrive(world, lead);
	// Nobody is told of what came before the emulator was there.
	world.leads.notifications = [];
	world.leads.page(PAGES.jpy).termsAccepted = false;
	// So that asking for a page’s token changes nothing.
	for (const { id, visible } of world.all('Page')) if (visible) pageTokenOf(world, id, world.tokens.get(TOKENS.full));
}
