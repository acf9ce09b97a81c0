import { ACCOUNTS, CUSTOM_CONVERSIONS, PIXELS } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { byId } from '../support/harness.mts';
import { mapped } from '../support/members.mts';
import type { Single } from './faultSingles.mts';

type World = Emulator['world'];
const edge = `${ACCOUNTS.usd}/customconversions`;
const { usdThanks: conversion } = CUSTOM_CONVERSIONS;
const dataset = byId(PIXELS.usd);

/** What the fault matrix runs of Meta Conversions. An event whose answer is lost is told as unknown, and never sent again by itself. */
export const conversionSingles: readonly Single[] = [
	{
		name: 'event.send',
		// The clock of these tests jumps over days, and each run has an event of its own.
		get form() {
			const eventTime = new Date(Date.now()).toISOString();
			const columns = mapped({
				email: 'buyer@example.com',
				eventTime,
				value: '20.50',
				currency: 'EUR',
				eventId: `event ${++events}`,
			});
			return { dataset, columns, consent: 'everybody' };
		},
		struck: { method: 'POST', path: `${PIXELS.usd}/events` },
		effect: 'create',
		times: (world: World) => world.events.of(PIXELS.usd).length,
		isBlind: true,
		// Only a refusal with code 100 can be about the event; an expired version (2635) is about the run.
		tells: ['outcomeUnknown', '100 parameter', 'HTTP 200 with error 100'],
	},
	{
		name: 'dataset.checkAccess',
		form: { dataset },
		struck: { method: 'POST', path: `${PIXELS.usd}/events` },
		tells: ['permission', 'auth', 'policy', 'invalidParameter'],
	},
	{ name: 'dataset.getMany', form: {}, struck: { method: 'GET', path: `${ACCOUNTS.usd}/adspixels` } },
	{
		name: 'dataset.getQuality',
		form: { dataset },
		struck: { method: 'GET', path: 'dataset_quality' },
		prepare: receivePurchase,
	},
	{ name: 'customConversion.getMany', form: {}, struck: { method: 'GET', path: edge } },
	{
		name: 'customConversion.create',
		form: { dataset, name: 'Faulted', urlContains: '/thanks', conversionType: 'LEAD' },
		struck: { method: 'POST', path: edge },
		effect: 'create',
		times: (world: World) => world.all('CustomConversion').filter(({ name }) => name === 'Faulted').length,
	},
	{
		name: 'customConversion.update',
		form: { customConversion: byId(conversion), updateFields: { name: 'Renamed' } },
		struck: { method: 'POST', path: conversion },
		effect: 'set',
		times: (world: World) => (world.get('CustomConversion', conversion).name === 'Renamed' ? 1 : 0),
	},
];

let events = 0;

/** Something to judge. */
function receivePurchase(world: World): void {
	const event = { event_name: 'Purchase', action_source: 'website', user_data: { external_id: ['1'] } };
	world.events.add([{ dataset: PIXELS.usd, receivedAt: world.clock.now(), event }]);
}
