/** Where an event happened, in the words of the form. Workflows store the values. */
export type SourceName =
	| 'website'
	| 'crm'
	| 'physical_store'
	| 'phone_call'
	| 'chat'
	| 'email'
	| 'app'
	| 'business_messaging'
	| 'system_generated'
	| 'other';

/** Days after which Meta takes no event (Meta: conversions-api/parameters/server-event; for stores /offline-events). */
const USUAL_DAYS = 7;
const STORE_DAYS = 62;

export const mostDaysOf = (source: SourceName): number => (source === 'physical_store' ? STORE_DAYS : USUAL_DAYS);

/** Stages of a CRM are sent as made by a system (Meta: conversions-api/conversion-leads-integration/payload-specification). */
export const actionSourceOf = (source: SourceName): string => (source === 'crm' ? 'system_generated' : source);

export const sourceChoices = [
	{ name: 'App', value: 'app', description: 'In a mobile app; needs the device’s information' },
	{ name: 'Chat', value: 'chat', description: 'In a messaging app, without Meta’s own channels' },
	{ name: 'CRM Stage', value: 'crm', description: 'A lead reached a stage of your sales process' },
	{ name: 'Email', value: 'email', description: 'By email' },
	{
		name: 'Messenger, Instagram or WhatsApp',
		value: 'business_messaging',
		description: 'In a chat with your business there; needs the IDs of the chat',
	},
	{ name: 'Other', value: 'other', description: 'None of these' },
	{ name: 'Phone Call', value: 'phone_call', description: 'On the phone' },
	{ name: 'Physical Store', value: 'physical_store', description: 'At a register; Meta accepts them for 62 days' },
	{ name: 'System', value: 'system_generated', description: 'Automatically, such as a subscription renewal' },
	{ name: 'Website', value: 'website', description: 'In your shop or on your pages' },
] as const satisfies ReadonlyArray<{ name: string; value: SourceName; description: string }>;
