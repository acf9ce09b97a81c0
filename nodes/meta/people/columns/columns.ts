import { wordsIn } from '../words';

/** One field of the mapping form: what a contact's column can be. Workflows store the ids. */
export interface Column {
	readonly id: string;
	readonly label: string;
	/** Shown when the form opens; the others can be added. */
	readonly common?: boolean;
	/** Names of columns that mean this, in several languages; written without accents, spaces and marks. */
	readonly names: readonly string[];
}

/**
 * All columns. `email` and `phone` take several values: more columns, a list, or values set apart by semicolons, commas or
 * line breaks.
 */
export const columns: readonly Column[] = [
	{
		id: 'email',
		label: 'Email',
		common: true,
		names: wordsIn(`
			email mail emailaddress mailaddress emailadresse mailadresse courriel adressecourriel adresseemail
			adressemail mel correo correoelectronico direccioncorreo emailcorreo posta postaelettronica
			indirizzoemail indirizzomail mailadres emailadres poczta pocztaelektroniczna adresemail adresmail
			enderecoemail correioeletronico epost eposta sahkoposti em emailprimary primaryemail workemail
			defaultemailaddress primaryemailaddr privateemail hashedemail emailsha256 emailhash emails emailaddresses emailid receiptemail adresseelectronique adresmailowy emailaddresse cmail
			direcciondecorreoelectronico direccioncorreoelectronico enderecodecorreioeletronico
			enderecodecorreioeletronicoprincipal
		`),
	},
	{
		id: 'email2',
		label: 'Second Email',
		names: wordsIn('secondemail secondaryemail zweiteemail otheremail alternateemail'),
	},
	{ id: 'email3', label: 'Third Email', names: wordsIn('thirdemail') },
	{
		id: 'phone',
		label: 'Phone',
		common: true,
		names: wordsIn(`
			phone phonenumber telephone telephonenumber tel telefon telefonnummer telefonnr telnr mobile mobilephone
			mobilenumber mobilephonenumber mobil mobilnummer mobilnr mobiltelefon mobilfunk handy handynummer handynr cell cellphone cellnumber
			rufnummer telefono numerotelefono numerodetelefono telefonomovil movil celular cellulare
			telefonocellulare portable telephoneportable numerodetelephone mobiel mobielnummer telefoon
			telefoonnummer komorka telefonkomorkowy numertelefonu nrtelefonu telemovel telefone numerodetelefone
			defaultphonenumber whatsapp whatsappnumber ph phoneprimary primaryphone workphone homephone hashedphone phonesha256
			phonehash msisdn phones phonenumbers smsphonenumber whatsappphonenumber landlinenumber festnetz festnetznummer telefoonnummermobiel
			numertelefonukomorkowego ctel cmobil
		`),
	},
	{ id: 'phone2', label: 'Second Phone', names: wordsIn('secondphone secondaryphone otherphone alternatephone') },
	{ id: 'phone3', label: 'Third Phone', names: wordsIn('thirdphone') },
	{
		id: 'firstName',
		label: 'First Name',
		common: true,
		names: wordsIn(`
			firstname givenname forename fname fn vorname rufname prenom nombre nombredepila primernombre nome
			primonome voornaam imie primeironome fornavn fornamn etunimi nomeproprio cvorname
		`),
	},
	{
		id: 'lastName',
		label: 'Last Name',
		common: true,
		names: wordsIn(`
			lastname surname familyname lname ln nachname familienname zuname nom nomdefamille apellido
			apellidos primerapellido cognome achternaam familienaam nazwisko sobrenome apelido ultimonome
			etternavn efternamn efternavn sukunimi cnachname
		`),
	},
	{
		id: 'firstInitial',
		label: 'First Initial',
		names: wordsIn(`
			firstinitial initial fi initiale inicial iniziale voorletter inicjal
		`),
	},
	{
		id: 'country',
		label: 'Country',
		common: true,
		names: wordsIn(`
			country countrycode countrycodev2 countryorregion countryname nation land landcode laendercode landercode landerkurzel
			laenderkurzel lkz staat pays codepays paese codicepaese nazione pais codigopais codigodepais kraj
			kodkraju panstwo landskod maa countryregion cland
		`),
	},
	{
		id: 'zip',
		label: 'Postal Code',
		common: true,
		names: wordsIn(`
			zip zipcode zippostalcode postalcode postcode plz postleitzahl codepostal cp codigopostal cap
			codiceavviamentopostale codicepostale postcodes kodpocztowy cep codigodeenderecamentopostal
			postnummer postnr postinumero codpostal postalzipcode cplz
		`),
	},
	{
		id: 'city',
		label: 'City',
		common: true,
		names: wordsIn(`
			city town locality ct ort stadt wohnort ville commune ciudad localidad poblacion citta comune
			localita stad plaats woonplaats gemeente miasto miejscowosc cidade localidade municipio stad by
			poststed kaupunki cort
		`),
	},
	{
		id: 'state',
		label: 'State or Region',
		names: wordsIn(`
			state province region county st countrysubdivisioncode stateprovince stateorprovince stateregion statecode provincecode bundesland kanton etat departement estado
			provincia comunidadautonoma adminarealevel1 provincestate bundeslandkanton cbundesland regione provincie wojewodztwo distrito lan fylke
		`),
	},
	{
		id: 'gender',
		label: 'Gender',
		names: wordsIn(`
			gender sex gen ge geschlecht anrede salutation sexe genre civilite sexo genero sesso genere geslacht
			aanhef plec kon kjonn sukupuoli genders herrfrau canrede
		`),
	},
	{
		id: 'birthDate',
		label: 'Birth Date',
		names: wordsIn(`
			birthdate birthday dateofbirth dob bday geburtsdatum geburtstag gebdatum datedenaissance naissance
			fechadenacimiento fechanacimiento nacimiento datadinascita nascita geboortedatum dataurodzenia
			urodziny datadenascimento nascimento fodelsedatum fodselsdato syntymaaika
			birthdays anniversaire compleanno verjaardag dgeburtstag
		`),
	},
	{
		id: 'birthYear',
		label: 'Birth Year',
		names: wordsIn(`
			birthyear yearofbirth doby geburtsjahr anneedenaissance anodenacimiento annodinascita geboortejaar
			rokurodzenia anodenascimento
		`),
	},
	{
		id: 'birthMonth',
		label: 'Birth Month',
		names: wordsIn(`
			birthmonth monthofbirth dobm geburtsmonat moisdenaissance mesdenacimiento mesedinascita
			geboortemaand miesiacurodzenia mesdenascimento
		`),
	},
	{ id: 'birthDay', label: 'Birth Day', names: wordsIn('dayofbirth dobd') },
	{
		id: 'externalId',
		label: 'External ID',
		names: wordsIn(`
			externalid externid extern customerid customernumber contactid crmid clientid kundennummer
			kundennr kundenid kontaktid numeroclient idclient numerocliente idcliente codicecliente klantnummer
			klantid numerklienta idklienta numerodocliente extid codcliente ckundennr
		`),
	},
	{
		id: 'advertiserId',
		label: 'Mobile Advertiser ID',
		names: wordsIn(`
			advertiserid mobileadvertiserid advertisingid mobileadid madid maid idfa gaid aaid googleadid
			appleidfa mobiledeviceid
		`),
	},
	{
		id: 'value',
		label: 'Customer Value',
		names: wordsIn(`
			value customervalue lookalikevalue ltv clv lifetimevalue customerlifetimevalue kundenwert
			valeurclient valorcliente valorecliente klantwaarde wartoscklienta valordocliente
		`),
	},
	{
		id: 'consent',
		label: 'Consent',
		common: true,
		names: wordsIn(`
			consent optin emailoptin smsoptin acceptsmarketing acceptsemailmarketing buyeracceptsmarketing emailmarketingconsent emailmarketingstatus marketingconsent marketingoptin emailconsent adsconsent consentstatus hasoptedin
			subscribed permission issubscribed einwilligung werbeeinwilligung zustimmung consentement consentementmarketing
			consentimiento consenso consensomarketing toestemming zgoda zgodamarketingowa consentimento samtykke
			samtycke suostumus
		`),
	},
	{
		id: 'optOut',
		label: 'Opt-Out',
		names: wordsIn(`
			optout optedout emailoptout emailoptedout smsoptout smsoptedout optoutofemail optoutofemails optoutofsms optedoutofemail
			optedoutofemails optedoutofallemail optedoutofallemails optedoutofsms emailblacklisted smsblacklisted blacklisted
			blocklisted emailblocklisted suppressed emailsuppressed optoutdate optoutat optoutdatetime marketingoptout adsoptout
			hasoptedout hasoptedoutofemail gdproptout hsemailoptout optedoutofemailmarketinginformation msdyngdproptout
			hasoptedoutsolicit hasoptedoutprocessing donotemail donotbulkemail donotallowbulkemails donotallowemails donotcontact
			donotmarket donotsendmm dontmarket dontprocess unsubscribed isunsubscribed emailunsubscribed smsunsubscribed unsubscribedat
			unsubscribedtime unsubtime unsubscribedate unsubscribeddate unsubscribedfromemail unsubscribedfromemails
			unsubscribedfromallemail unsubscribedfromallemails
			abgemeldet abgemeldetam widerspruch werbewiderspruch werbesperre desinscrit desabonne baja bajaemail uitgeschreven
			afgemeld wypisany disiscritto descadastrado
		`),
	},
	{ id: 'limitedDataUse', label: 'Limited Data Use', names: wordsIn('limiteddatause ldu dataprocessingoptions') },
];

/** Names by which a column is reported: `email2` is told as Second Email. */
export const columnLabels: ReadonlyMap<string, string> = new Map(columns.map(({ id, label }) => [id, label]));
