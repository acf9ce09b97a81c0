/**
 * Headers as the exports of these tools have them, and the column that each is; '' for none. From their own help pages and
 * sample files: Salesforce (Contact report), HubSpot (contact export), Shopify (customer CSV), Google Contacts and Outlook
 * (CSV), Stripe (customers and payments), WooCommerce (customers), Mailchimp (audience), Zoho CRM, Pipedrive, Klaviyo.
 */
export const exportsOf: Readonly<Record<string, ReadonlyArray<readonly [header: string, column: string]>>> = {
	Salesforce: [
		['Salutation', 'gender'], ['First Name', 'firstName'], ['Last Name', 'lastName'], ['Title', ''], ['Account Name', ''], ['Account ID', ''], ['Account Owner', ''], ['Contact Owner', ''], ['Contact ID', 'externalId'],
		['Mailing Street', ''], ['Mailing City', 'city'], ['Mailing State/Province', 'state'], ['Mailing State', 'state'], ['Mailing Zip/Postal Code', 'zip'], ['Mailing Postal Code', 'zip'], ['Mailing Country', 'country'], ['MailingCity', 'city'],
		['MailingPostalCode', 'zip'], ['MailingCountryCode', 'country'], ['MailingStateCode', 'state'], ['Phone', 'phone'], ['Mobile', 'phone'], ['MobilePhone', 'phone'], ['Fax', ''], ['Assistant Phone', ''], ['Email', 'email'], ['Email Opt Out', ''],
		['HasOptedOutOfEmail', ''], ['Birthdate', 'birthDate'], ['Reports To', ''], ['Owner Email', ''], ['Created By', ''], ['Last Modified By', ''], ['Lead Source', ''], ['Other City', ''],
	],
	HubSpot: [
		['Record ID', ''], ['First Name', 'firstName'], ['Last Name', 'lastName'], ['Email', 'email'], ['Phone Number', 'phone'], ['Mobile Phone Number', 'phone'], ['Contact owner', ''], ['Associated Company', ''], ['Company name', ''], ['City', 'city'],
		['State/Region', 'state'], ['Country/Region', 'country'], ['Postal Code', 'zip'], ['Street Address', ''], ['Date of birth', 'birthDate'], ['Gender', 'gender'], ['Lead Status', ''], ['Company Email', ''], ['Email Domain', ''],
		['hubspot_owner_id', ''], ['mobilephone', 'phone'], ['firstname', 'firstName'],
	],
	Shopify: [
		['Customer ID', 'externalId'], ['First Name', 'firstName'], ['Last Name', 'lastName'], ['Email', 'email'], ['Accepts Email Marketing', 'consent'], ['Accepts Marketing', 'consent'], ['Default Address Company', ''], ['Default Address Address1', ''],
		['Default Address City', 'city'], ['Default Address Province Code', 'state'], ['Default Address Country Code', 'country'], ['Default Address Zip', 'zip'], ['Default Address Phone', ''], ['Phone', 'phone'], ['Accepts SMS Marketing', ''],
		['Total Spent', ''], ['Total Orders', ''], ['Tags', ''], ['Billing City', 'city'], ['Billing Zip', 'zip'], ['Billing Name', ''], ['Shipping Phone', ''], ['Shipping Name', ''], ['Shipping City', 'city'], ['Shipping Zip', 'zip'], ['Shipping First Name', ''],
	],
	Google: [
		['First Name', 'firstName'], ['Given Name', 'firstName'], ['Middle Name', ''], ['Family Name', 'lastName'], ['Last Name', 'lastName'], ['Phonetic First Name', ''], ['Organization Name', ''], ['Birthday', 'birthDate'], ['E-mail 1 - Label', ''], ['E-mail 1 - Type', ''],
		['E-mail 1 - Value', 'email'], ['E-mail 2 - Value', 'email'], ['Phone 1 - Value', 'phone'], ['Phone 2 - Value', 'phone'], ['Phone 1 - Type', ''], ['Address 1 - City', 'city'], ['Address 1 - Postal Code', 'zip'], ['Address 1 - Country', 'country'],
		['Address 1 - Region', 'state'], ['Address 1 - Street', ''], ['Relation 1 - Value', ''], ['Event 1 - Value', ''],
	],
	Outlook: [
		['First Name', 'firstName'], ['E-mail Address', 'email'], ['E-mail 2 Address', 'email'], ['E-mail 3 Address', 'email'], ['E-mail Display Name', ''], ['Mobile Phone', 'phone'], ['Home Phone', 'phone'], ['Home Phone 2', 'phone'], ['Business Phone', ''],
		['Company Main Phone', ''], ["Assistant's Phone", ''], ["Manager's Name", ''], ['Home City', 'city'], ['Home State', 'state'], ['Home Postal Code', 'zip'], ['Home Country/Region', 'country'], ['Business City', ''], ['Business Postal Code', ''],
	],
	Stripe: [
		['Customer Email', 'email'], ['Customer Name', ''], ['Customer Phone', 'phone'], ['Customer ID', 'externalId'], ['Customer Address Country', 'country'], ['Customer Address City', 'city'], ['Customer Address State', 'state'],
		['Customer Address Postal Code', 'zip'], ['Seller Message', ''], ['Card Name', ''], ['Statement Descriptor', ''], ['Description', ''],
	],
	WooCommerce: [['billing_email', 'email'], ['billing_postcode', 'zip'], ['billing_company', ''], ['user_email', 'email'], ['shipping_email', ''], ['shipping_country', 'country'], ['username', '']],
	Mailchimp: [['Email Address', 'email'], ['First Name', 'firstName'], ['Phone Number', 'phone'], ['MEMBER_RATING', ''], ['OPTIN_TIME', ''], ['CC', ''], ['REGION', 'state'], ['FNAME', 'firstName'], ['LNAME', 'lastName']],
	Zoho: [['Mailing Zip', 'zip'], ['Mailing_City', 'city'], ['Contact Owner.Email', ''], ['Owner.email', ''], ['Created By.email', ''], ['Secondary Email', 'email2'], ['Email Opt Out', '']],
	Pipedrive: [['Person - Email - Work', ''], ['Owner', ''], ['Organization', ''], ['owner_id.email', ''], ['user.email', '']],
	Klaviyo: [['Email Marketing Consent', 'consent'], ['Email', 'email'], ['Zip Code', 'zip'], ['SMS Marketing Consent', '']],
	Meta: [['ad_id', ''], ['Ad ID', ''], ['adset_id', ''], ['campaign_id', ''], ['form_id', '']],
	German: [['Handynr.', 'phone'], ['Mobilnr.', 'phone'], ['Tel.-Nr.', 'phone'], ['Telefonnr.', 'phone'], ['E-Mail', 'email'], ['PLZ', 'zip'], ['Firma', ''], ['Straße', ''], ['Faxnr.', ''], ['Ansprechpartner', '']],
	companies: [['Company City', ''], ['company_country', ''], ['Company Phone', ''], ['Account Phone', ''], ['owner_phone', ''], ['assigned_to_email', ''], ['sales_rep_email', ''], ['Modified By Email', ''], ['Employer Email', ''], ['Partner Email', '']],
};
