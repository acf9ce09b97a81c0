import { ACCOUNTS, CUSTOM_CONVERSIONS, PIXELS } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';

const DAY = 86_400_000;

/** Custom conversions that are there from the start. */
export function seedConversions(world: World, now: number): void {
	const made = (
		id: string,
		account: string,
		dataset: string,
		name: string,
		rule: object,
		isUnavailable = false,
	): void => {
		world.add({
			kind: 'CustomConversion',
			id,
			account: world.get('AdAccount', account),
			name,
			rule: JSON.stringify(rule),
			dataset,
			customEventType: 'LEAD',
			defaultConversionValue: 0,
			creationTime: now - 90 * DAY,
			firstFiredTime: now - 80 * DAY,
			lastFiredTime: now - DAY / 2,
			isArchived: false,
			isUnavailable,
		});
	};
	const contains = (url: string): object => ({ and: [{ url: { i_contains: url } }] });
	made(CUSTOM_CONVERSIONS.usdThanks, ACCOUNTS.usd, PIXELS.usd, 'Thank-you page', contains('/thanks'));
	made(CUSTOM_CONVERSIONS.usdBlocked, ACCOUNTS.usd, PIXELS.usd, 'Clinic visit', contains('/clinic'), true);
	made(CUSTOM_CONVERSIONS.eurCatalogue, ACCOUNTS.eur, PIXELS.eur, 'Katalog bestellt', contains('/danke'));
}
