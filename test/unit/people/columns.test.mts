import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';
import { columns } from '../../../nodes/meta/people/columns/columns.ts';
import { othersNames, sources } from './headers.mts';

describe('names of columns', () => {
	it.each([
		[
			'email',
			'email E-Mail EMAIL mail e_mail Email_Address E-Mail-Adresse Mailadresse courriel Adresse_e-mail correo Correo_electrónico Posta_elettronica Indirizzo_email E-mailadres Poczta Adres_e-mail Endereço_email billing_email customer.email Primary_Email contact_email Email_1 email_4 properties_email',
		],
		[
			'phone',
			'phone Phone_Number tel Telefon Telefonnummer mobile Mobile_Phone Handy Handynummer Mobilnummer teléfono Móvil celular cellulare portable téléphone telefoon mobiel komórka numer_telefonu telemóvel telefone WhatsApp billing_phone Phone_4 phone5 Kunden-Telefon',
		],
		['email2', 'email2 Second_Email'],
		['phone3', 'phone_3'],
		[
			'firstName',
			'first_name First_Name FirstName fn Vorname Prénom nombre nome voornaam imię Given_Name billing_first_name',
		],
		['lastName', 'last_name surname Nachname nom apellido apellidos cognome achternaam nazwisko sobrenome Family_Name'],
		['country', 'country Country_Code Land Ländercode pays país paese kraj billing_country'],
		[
			'zip',
			'zip ZIP_Code postcode PLZ Postleitzahl Code_postal CP CAP Código_postal kod_pocztowy CEP shipping_postcode',
		],
		['city', 'city Ort Stadt ville ciudad città stad miasto cidade Town'],
		['state', 'state province Bundesland provincia województwo estado'],
		['gender', 'gender sex Geschlecht Anrede sexe género sesso geslacht płeć sexo'],
		[
			'birthDate',
			'birthday dob Date_of_Birth Geburtsdatum Date_de_naissance fecha_de_nacimiento data_di_nascita geboortedatum data_urodzenia data_de_nascimento Geburtstag',
		],
		['externalId', 'external_id Customer_ID Kundennummer CRM_ID customerId Contact_ID numéro_client klantnummer'],
		['advertiserId', 'idfa gaid madid Mobile_Advertiser_ID advertising_id AAID'],
		['value', 'value ltv Customer_Value lifetime_value Kundenwert CLV'],
		[
			'consent',
			'consent opt_in Opt-In Einwilligung consentement consentimiento consenso toestemming zgoda consentimento Marketing_Consent subscribed',
		],
		[
			'optOut',
			'Opt-Out SMS_Opt_Out SMS_Opted_Out Email_Unsubscribed SMS_Unsubscribed Opted_out_of_all_email Opted_out_of_all_emails Opt_Out_of_Email Opt_Out_of_Emails Opt_Out_of_SMS Opted_out_of_SMS do_not_send_mm donotsendmm Unsubscribed_from_email',
		],
		['limitedDataUse', 'ldu Limited_Data_Use'],
	])('%s', (id, names) => {
		for (const name of names.split(' ')) expect([name, columnNamed(name.replaceAll('_', ' '))]).toEqual([name, id]);
		for (const name of names.split(' ')) expect([name, columnNamed(name)]).toEqual([name, id]);
	});

	it.each([
		'id',
		'name',
		'notes',
		'created_at',
		'company',
		'address',
		'street',
		'',
		'2',
		'customer',
		'total',
		'e',
		'country2',
		'url',
		'status',
		'json',
		'emailed_at',
		'phone_verified',
		'no_consent',
		'hometown',
		'home',
		'mailing',
		'address1',
		'email1type',
		'user.email',
		'shipping_phone',
	])('“%s” is none', (name) => expect(columnNamed(name)).toBeUndefined());

	it('no name means two columns, and every id is a name of itself', () => {
		const all = columns.flatMap(({ names }) => names);
		expect(
			all
				.filter((name, index) => all.indexOf(name) !== index)
				.filter((name) => !['cap', 'nome', 'stad'].includes(name)),
		).toEqual([]);
		for (const { id } of columns) expect(columnNamed(id)).toBeDefined();
	});
});

/** Headers that are a contact's, or are somebody else's or nobody's. */
const NO_COLUMN = ['others', 'nothing', 'leftOut'];
const split = (headers: string): string[] => headers.split('|');
const contactsOwn = sources.flatMap(({ headers }) =>
	Object.entries(headers).flatMap(([column, names]) => (['others', 'nothing'].includes(column) ? [] : split(names))),
);

describe.each(sources.map((source) => [`${source.tool}, ${source.language}`, source] as const))(
	'the headers of %s',
	(_title, { headers }) => {
		const rows = Object.entries(headers).flatMap(([column, names]) =>
			split(names).map((name) => [name, column] as const),
		);
		it.each(rows)('%s → %s', (name, column) =>
			expect(columnNamed(name) ?? 'none').toBe(NO_COLUMN.includes(column) ? 'none' : column),
		);
	},
);

describe('all headers together', () => {
	it('are of twenty tools and more, in eight languages', () => {
		expect(new Set(sources.map(({ tool }) => tool)).size).toBeGreaterThanOrEqual(20);
		expect(new Set(sources.map(({ language }) => language)).size).toBe(8);
	});

	it('of a contact’s own, 95 of 100 are recognised', () => {
		const recognised = contactsOwn.filter((name) => columnNamed(name) !== undefined).length;
		expect(contactsOwn.length).toBeGreaterThan(500);
		expect(recognised / contactsOwn.length).toBeGreaterThanOrEqual(0.95);
	});

	it('other people’s and companies’ are for nothing', () => {
		expect(othersNames.length).toBeGreaterThanOrEqual(81);
		expect(othersNames.filter((name) => columnNamed(name) !== undefined)).toEqual([]);
	});
});
