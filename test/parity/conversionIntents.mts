import {
	AdAccount,
	AdsPixel,
	Content,
	CustomConversion,
	CustomData,
	ServerEvent,
	UserData,
} from 'facebook-nodejs-business-sdk';

import { customConversionKind } from '../../nodes/MetaConversions/customConversion/kind.ts';
import { START } from '../unit/graph/calls/fakeMeta.mts';
import type { Intent } from './intents.mts';
import { ACCOUNT, IDS } from './ours.mts';

const account = () => new AdAccount(ACCOUNT);
const dataset = () => new AdsPixel(IDS.dataset);
const readAccount = () => account().get(['id', 'name', 'currency', 'timezone_name']);
const readConversion = (id: string) => new CustomConversion(id).get([...customConversionKind.fields]);

/** A minute before the store's own time. */
const TIME = Math.floor(START / 1000) - 60;

const value = {
	email: ' Mary@Example.com ',
	phone: '+1 (650) 555-1212',
	firstName: 'Mary',
	lastName: 'Miller',
	gender: 'f',
	birthDate: '1997-02-16',
	zip: '94025',
	state: 'California',
	country: 'US',
	fbc: 'fb.1.1554763741205.AbCdEfGhIjKlMnOp',
	fbp: 'fb.1.1558571054389.1098115397',
	clientAddress: '8.8.4.4',
	userAgent: 'Mozilla/5.0',
	eventTime: String(TIME),
	eventId: 'order-1',
	value: '20.50',
	currency: 'usd',
	orderId: 'A-1',
	contents: [{ product_id: 'cup', quantity: 2, price: 10.25 }],
	sourceUrl: 'https://shop.example/thanks',
};

/** What Meta's server-side classes make of the same purchase. Of states they shorten every country's; here it is one of the US. */
function purchase(): Record<string, unknown> {
	const userData = new UserData()
		.setEmails(['Mary@Example.com'])
		.setPhones(['16505551212'])
		.setFirstName('Mary')
		.setLastName('Miller')
		.setGender('f')
		.setDateOfBirth('19970216')
		.setZip('94025')
		.setState('ca')
		.setCountry('us')
		.setFbc(value.fbc)
		.setFbp(value.fbp)
		.setClientIpAddress(value.clientAddress)
		.setClientUserAgent(value.userAgent);
	const customData = new CustomData()
		.setValue(20.5)
		.setCurrency('usd')
		.setOrderId('A-1')
		.setContents([new Content().setId('cup').setQuantity(2).setItemPrice(10.25)])
		.setContentIds(['cup'])
		.setContentType('product')
		.setNumItems(2);
	return new ServerEvent()
		.setEventName('Purchase')
		.setEventTime(TIME)
		.setEventId('order-1')
		.setActionSource('website')
		.setEventSourceUrl(value.sourceUrl)
		.setUserData(userData)
		.setCustomData(customData)
		.normalize() as unknown as Record<string, unknown>;
}

const rule = { and: [{ url: { i_contains: '/thanks' } }] };

export const conversions: readonly Intent[] = [
	{
		operation: 'event.send',
		title: 'one purchase by the server-side classes',
		form: {
			dataset: IDS.dataset,
			columns: { mappingMode: 'defineBelow', value },
			consent: 'everybody',
			whatColumnsSay: { line: [{ columns: 'data', says: 'nothing' }] },
		},
		sdk: async () => {
			await dataset().createEvent([], { data: [purchase()] });
		},
	},
	{
		operation: 'dataset.getMany',
		title: 'all',
		form: { returnAll: true },
		sdk: async () => {
			await readAccount();
			await account().getAdsPixels(
				['id', 'name', 'last_fired_time', 'is_unavailable', 'is_consolidated_container', 'is_crm'],
				{ limit: 100 },
			);
		},
	},
	{
		operation: 'customConversion.getMany',
		title: 'all',
		form: { returnAll: true },
		sdk: async () => {
			await readAccount();
			await account().getCustomConversions([...customConversionKind.fields], { limit: 100 });
		},
	},
	{
		operation: 'customConversion.create',
		title: 'by a part of the page’s address',
		form: { dataset: IDS.dataset, name: 'New', urlContains: '/thanks', conversionType: 'LEAD' },
		sdk: async () => {
			await readAccount();
			await account().createCustomConversion([], {
				name: 'New',
				rule,
				event_source_id: IDS.dataset,
				custom_event_type: 'LEAD',
			});
			await readConversion('120210000000000000');
		},
	},
	{
		operation: 'customConversion.update',
		title: 'another name',
		form: { customConversion: IDS.conversion, updateFields: { name: 'New' } },
		sdk: async () => {
			await readAccount();
			await readConversion(IDS.conversion);
			await new CustomConversion(IDS.conversion, { name: 'New' }).update([], { name: 'New' });
		},
	},
];
